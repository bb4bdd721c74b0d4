package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

@ParameterizedClass
@ValueSource(strings = {"dev", "staging", "prod"})
class FunctionsTest {
    /** API Gateway waits 30 s for an answer, at the longest. */
    private static final int GATEWAY_SECONDS = 30;

    /** The sweep gives back a take that nobody claimed for this long. */
    private static final int SWEEP_SECONDS = 60;

    private static final Set<String> BEHIND_THE_API =
            Set.of(
                    "Checkout",
                    "Inquiry",
                    "SalesInquiry",
                    "Settings",
                    "Explanation",
                    "Movements",
                    "Imports",
                    "SaleMode");

    /**
     * What queues feed is limited by their mappings, what operators call is not limited; what
     * connects to the ledger's database is limited by its connections.
     */
    private static final Set<String> RESERVED =
            Set.of(
                    "Checkout",
                    "Inquiry",
                    "ManualSupply",
                    "DeltaPublisher",
                    "LevelPublisher",
                    "LedgerMigration",
                    "LedgerPosting",
                    "SupplySync",
                    "Explanation",
                    "MovementIntake",
                    "FileImport",
                    "Imports",
                    "Reconcile",
                    "ReconcileControl");

    @Parameter String stage = "";

    @Test
    void everyFunction_runsJava25OnArmWithSnapStart() {
        assertThat(functions())
                .hasSize(28)
                .allSatisfy(
                        function -> {
                            assertThat(function.property("Runtime").asText()).isEqualTo("java25");
                            assertThat(function.at("/Architectures/0").asText()).isEqualTo("arm64");
                            assertThat(function.at("/SnapStart/ApplyOn").asText())
                                    .isEqualTo("PublishedVersions");
                        });
    }

    @Test
    void everyFunction_hasAnAliasLiveOfItsPublishedVersion() {
        assertThat(functions())
                .allSatisfy(
                        function -> {
                            var alias = aliasOf(function);
                            assertThat(alias.property("Name").asText()).isEqualTo("live");
                            assertThat(alias.at("/FunctionVersion/Fn::GetAtt/0").asText())
                                    .isEqualTo(versionOf(function).logicalId());
                        });
    }

    @Test
    void everyFunction_logsJsonToAGroupThatForgets() {
        assertThat(functions())
                .allSatisfy(
                        function -> {
                            assertThat(function.at("/LoggingConfig/LogFormat").asText())
                                    .isEqualTo("JSON");
                            assertThat(logGroupOf(function).property("RetentionInDays").asInt())
                                    .isPositive();
                        });
    }

    @Test
    void everyFunction_isTraced() {
        assertThat(functions())
                .extracting(function -> function.at("/TracingConfig/Mode").asText())
                .containsOnly("Active");
    }

    @Test
    void functionsBehindTheApi_endBeforeTheGatewayGivesUp() {
        assertThat(functions())
                .filteredOn(function -> BEHIND_THE_API.contains(nameOf(function)))
                .hasSize(8)
                .extracting(FunctionsTest::timeoutSeconds)
                .allSatisfy(seconds -> assertThat(seconds).isLessThan(GATEWAY_SECONDS));
    }

    @Test
    void checkout_cannotClaimAfterTheSweepHasLooked() {
        var checkout =
                StageTemplates.of(stage)
                        .api()
                        .resource("AWS::Lambda::Function", "CheckoutFunction");
        assertThat(timeoutSeconds(checkout)).isLessThan(SWEEP_SECONDS);
    }

    @Test
    void concurrency_isReservedForWhatTheApiAndTheStreamsCallExceptInDev() {
        assertThat(functions())
                .filteredOn(
                        function -> function.property("ReservedConcurrentExecutions").asInt() > 0)
                .extracting(FunctionsTest::nameOf)
                .containsExactlyInAnyOrderElementsOf(stage.equals("dev") ? Set.of() : RESERVED);
    }

    @Test
    void whatSendsToItsOwnQueue_isAllThatMayCallItself() {
        assertThat(functions())
                .filteredOn(function -> function.property("RecursiveLoop").asText().equals("Allow"))
                .extracting(FunctionsTest::nameOf)
                .containsExactlyInAnyOrder("Expiry", "SupplySync", "Reconcile");
    }

    private List<Resource> functions() {
        return StageTemplates.of(stage).functions().toList();
    }

    private Stream<Resource> resources(String type) {
        return StageTemplates.of(stage)
                .resources()
                .filter(resource -> resource.type().equals(type));
    }

    private Resource aliasOf(Resource function) {
        return theOneOf(function, "AWS::Lambda::Alias");
    }

    private Resource versionOf(Resource function) {
        return theOneOf(function, "AWS::Lambda::Version");
    }

    private Resource theOneOf(Resource function, String type) {
        var found =
                resources(type)
                        .filter(
                                resource ->
                                        resource.at("/FunctionName/Ref")
                                                .asText()
                                                .equals(function.logicalId()))
                        .toList();
        assertThat(found).as(type + " of " + function.logicalId()).hasSize(1);
        return found.getFirst();
    }

    private Resource logGroupOf(Resource function) {
        var group = Resource.withoutHash(function.at("/LoggingConfig/LogGroup/Ref").asText());
        return resources("AWS::Logs::LogGroup")
                .filter(found -> found.name().equals(group))
                .findFirst()
                .orElseThrow();
    }

    private static String nameOf(Resource function) {
        return function.name().replace("Function", "");
    }

    private static int timeoutSeconds(Resource function) {
        return function.property("Timeout").asInt();
    }
}
