package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.infra.function.Functions;
import dev.netstock.infra.function.StackArea;
import dev.netstock.infra.stage.MallChannel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The malls stack: secrets, alarms, and the way to malls that demand a fixed address. */
class MallsTest {
    private static final Set<String> NETWORK =
            Set.of("AWS::EC2::VPC", "AWS::EC2::NatGateway", "AWS::EC2::EIP");

    @ParameterizedTest
    @ValueSource(strings = {"dev", "small"})
    void stageWithoutMalls_hasNoPartOfThem(String stage) {
        var templates = StageTemplates.of(stage);
        assertThat(templates.malls()).isEmpty();
        assertThat(credentials(templates)).isEmpty();
        assertThat(templates.resources())
                .extracting(Resource::name)
                .noneMatch(name -> name.startsWith("Mall"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod", StageTemplates.DEV_WITH_MALLS})
    void everyMall_hasAnEmptySecretThatTheKeyOfTheStageEncrypts(String stage) {
        var templates = StageTemplates.of(stage);
        var settings = StageTemplates.settings(stage);
        assertThat(credentials(templates))
                .allSatisfy(
                        secret -> {
                            assertThat(secret.property("SecretString").asText()).isEqualTo("{}");
                            assertThat(templates.textOf(secret.property("KmsKeyId")))
                                    .isEqualTo("TableKey.Arn");
                        })
                .extracting(secret -> secret.property("Name").asText())
                .containsExactlyInAnyOrderElementsOf(
                        settings.malls().keySet().stream()
                                .map(mall -> "NetStock-" + settings.name() + "/malls/" + mall)
                                .toList());
    }

    private static Stream<Resource> credentials(StageTemplates templates) {
        return templates
                .resources("AWS::SecretsManager::Secret")
                .filter(secret -> secret.name().endsWith("Credentials"));
    }

    /** Days left are written once a day, the other metrics each minute. */
    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod", StageTemplates.DEV_WITH_MALLS})
    void everyMall_hasItsAlarms(String stage) {
        var operations = StageTemplates.of(stage).operations();
        for (var mall : StageTemplates.settings(stage).malls().keySet()) {
            var names = new TreeSet<String>();
            operations
                    .resources("AWS::CloudWatch::Alarm")
                    .filter(it -> isOf(it, mall))
                    .forEach(
                            alarm -> {
                                names.add(
                                        alarm.name().replace("Alarms" + mall.id(), "")
                                                + " "
                                                + alarm.property("MetricName").asText()
                                                + " "
                                                + alarm.property("Threshold").asText()
                                                + " "
                                                + alarm.property("Period").asText());
                            });
            assertThat(names)
                    .containsExactlyInAnyOrder(
                            "CountsLate LagSeconds 1800 60",
                            "Credentials14 DaysLeft 14 86400",
                            "Credentials2 DaysLeft 2 86400",
                            "Credentials7 DaysLeft 7 86400",
                            "InDoubt InDoubtSeconds 1800 60",
                            "Oversold OversoldOrders 0 60",
                            "PullStale PullAgeSeconds 900 60",
                            "Rejected Rejected 0 60",
                            "SoldOutLate SoldOutLagSeconds 60 60",
                            "Unmapped UnmappedOrders 0 60");
        }
    }

    private static boolean isOf(Resource alarm, MallChannel mall) {
        return Resource.elements(alarm.property("Dimensions"))
                .anyMatch(
                        it ->
                                it.path("Name").asText().equals("Mall")
                                        && it.path("Value").asText().equals(mall.toString()));
    }

    /** It costs $49 a month: docs/decisions/infra-costs-by-stage.md. */
    @ParameterizedTest
    @ValueSource(strings = {"staging", "prod", StageTemplates.DEV_WITH_MALLS})
    void stageWhoseMallsDemandNoFixedAddress_hasNoNetworkForThem(String stage) {
        assertThat(StageTemplates.of(stage).malls().orElseThrow().resources())
                .extracting(Resource::type)
                .doesNotContainAnyElementsOf(NETWORK);
    }

    @Test
    void stageWithAuPay_callsMallsThroughOneAddress() {
        var templates = StageTemplates.with("dev", "malls: { au-pay: { shopId: \"1\" } }\n");
        var malls = templates.malls().orElseThrow();
        assertThat(malls.resources("AWS::EC2::NatGateway"))
                .singleElement()
                .satisfies(
                        gateway ->
                                assertThat(templates.textOf(gateway.property("AllocationId")))
                                        .isEqualTo("NetworkAddress.AllocationId"));
        assertThat(malls.resources("AWS::EC2::EIP")).hasSize(1);
        assertThat(templates.textOf(malls.output("MallAddress"))).isEqualTo("NetworkAddress");
        assertThat(malls.resources("AWS::Lambda::Function"))
                .hasSize(Functions.of(StackArea.MALLS).size())
                .filteredOn(function -> !function.property("VpcConfig").isMissingNode())
                .extracting(Resource::name)
                .containsExactlyInAnyOrder("MallSyncFunction", "MallCredentialsFunction");
        assertThat(malls.resources("AWS::EC2::SecurityGroup"))
                .singleElement()
                .satisfies(
                        group -> {
                            assertThat(group.property("SecurityGroupIngress").isMissingNode())
                                    .isTrue();
                            assertThat(group.at("/SecurityGroupEgress/0/FromPort").asInt())
                                    .isEqualTo(443);
                        });
    }

    /** The mall has registered the address. */
    @Test
    void address_outlivesItsStackWhereDataDoes() {
        var templates = StageTemplates.with("small", "malls: { au-pay: { shopId: \"1\" } }\n");
        assertThat(templates.resources("AWS::EC2::EIP"))
                .singleElement()
                .satisfies(
                        address ->
                                assertThat(address.json().path("DeletionPolicy").asText())
                                        .isEqualTo("RetainExceptOnCreate"));
    }
}
