package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.infra.function.Functions;
import dev.netstock.infra.function.StackArea;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;

/** The network of the ledger reaches three AWS services and no other network. */
@ParameterizedClass
@ValueSource(strings = {"dev", "small", "staging", "prod"})
class LedgerNetworkTest {
    private static final List<String> WAYS_OUT =
            List.of(
                    "AWS::EC2::NatGateway",
                    "AWS::EC2::InternetGateway",
                    "AWS::EC2::EgressOnlyInternetGateway",
                    "AWS::EC2::VPCGatewayAttachment",
                    "AWS::EC2::VPCPeeringConnection",
                    "AWS::EC2::TransitGatewayAttachment",
                    "AWS::EC2::Route",
                    "AWS::EC2::EIP");

    @Parameter String stage = "";

    @Test
    void network_hasNoInternetAccess() {
        assertThat(StageTemplates.of(stage).resources())
                .extracting(Resource::type)
                .doesNotContainAnyElementsOf(WAYS_OUT);
        assertThat(ledger().resources("AWS::EC2::Subnet"))
                .hasSize(2)
                .allSatisfy(
                        subnet ->
                                assertThat(subnet.property("MapPublicIpOnLaunch").asBoolean())
                                        .isFalse());
    }

    @Test
    void endpoints_areGatewaysToStorageAndOneInterfaceToSqs() {
        assertThat(ledger().resources("AWS::EC2::VPCEndpoint"))
                .extracting(
                        it ->
                                it.property("VpcEndpointType").asText()
                                        + " "
                                        + it.property("ServiceName").toString())
                .satisfiesExactlyInAnyOrder(
                        it -> assertThat(it).startsWith("Gateway").contains(".s3"),
                        it -> assertThat(it).startsWith("Gateway").contains(".dynamodb"),
                        it -> assertThat(it).startsWith("Interface").contains(".sqs"));
    }

    /** An interface is charged by the hour in each zone. */
    @Test
    void interface_isInBothZonesWhereAnOutageOfOneMustNotStopTheLedger() {
        assertThat(ledger().resources("AWS::EC2::VPCEndpoint"))
                .filteredOn(it -> it.property("VpcEndpointType").asText().equals("Interface"))
                .singleElement()
                .satisfies(
                        it ->
                                assertThat(it.property("SubnetIds"))
                                        .hasSize(Set.of("dev", "small").contains(stage) ? 1 : 2));
    }

    /** An intruder in a function cannot send data to a bucket or queue of another account. */
    @Test
    void endpoints_allowOnlyWhatTheLedgerUses() {
        assertThat(ledger().resources("AWS::EC2::VPCEndpoint"))
                .flatExtracting(it -> Policies.statements(it).toList())
                .isNotEmpty()
                .allSatisfy(
                        statement -> {
                            assertThat(statement.path("Action").toString()).doesNotContain("*");
                            assertThat(Resource.elements(statement.path("Resource")))
                                    .noneMatch(it -> it.asText().equals("*"));
                        });
    }

    @Test
    void database_acceptsConnectionsOfFunctionsAlone() {
        assertThat(ledger().resources("AWS::EC2::SecurityGroupIngress"))
                .hasSize(2)
                .allSatisfy(
                        rule -> {
                            assertThat(textOf(rule, "/SourceSecurityGroupId"))
                                    .isEqualTo("NetworkFunctions.GroupId");
                            assertThat(rule.property("CidrIp").isMissingNode()).isTrue();
                        });
        assertThat(ledger().resources("AWS::EC2::SecurityGroup"))
                .hasSize(3)
                .allSatisfy(
                        group ->
                                assertThat(group.property("SecurityGroupIngress").isMissingNode())
                                        .isTrue());
    }

    @Test
    void functionsThatConnectToTheDatabase_areInTheNetwork() {
        assertThat(ledger().resources("AWS::Lambda::Function"))
                .filteredOn(function -> !StageTemplates.isOfCdk(function))
                .hasSameSizeAs(
                        Functions.of(StackArea.LEDGER).stream()
                                .filter(it -> it.isIn(StageTemplates.settings(stage)))
                                .toList())
                .allSatisfy(
                        function ->
                                assertThat(function.property("VpcConfig").isMissingNode())
                                        .as(function.name())
                                        .isEqualTo(!connects(function)));
        assertThat(StageTemplates.of(stage).api().resources("AWS::Lambda::Function"))
                .allSatisfy(
                        function ->
                                assertThat(function.property("VpcConfig").isMissingNode())
                                        .isTrue());
    }

    private static boolean connects(Resource function) {
        return !function.at("/Environment/Variables/LEDGER_HOST").isMissingNode();
    }

    private Template ledger() {
        return StageTemplates.of(stage).ledger();
    }

    private String textOf(Resource resource, String pointer) {
        return StageTemplates.of(stage).textOf(resource.at(pointer));
    }
}
