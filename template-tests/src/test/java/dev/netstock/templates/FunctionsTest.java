package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.Functions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

@ParameterizedClass
@MethodSource("dev.netstock.templates.StageTemplates#stages")
class FunctionsTest {
    /** The maximum time that API Gateway waits for a response. */
    private static final int GATEWAY_SECONDS = 30;

    /** The sweep undoes a take that is unclaimed for this long. */
    private static final int SWEEP_SECONDS = 60;

    private static final int ENVIRONMENT_BYTES_MAX = 4_096;

    @Parameter String stage = "";

    @Test
    void everyFunction_runsJava25OnArmWithSnapStart() {
        assertThat(functions())
                .hasSameSizeAs(StageTemplates.functionsOf(stage))
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
    void everyFunction_logsJsonToAGroupWithRetention() {
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

    @ParameterizedTest
    @MethodSource("dev.netstock.infra.function.Functions#all")
    void everyFunction_hasTheSizeThatItsStageSets(FunctionSpec declared) {
        StageTemplates.assumeHas(stage, declared);
        var function = resourceOf(declared);
        var size = StageTemplates.settings(stage).of(declared);
        assertThat(function.property("MemorySize").asInt()).isEqualTo(size.memoryMib());
        assertThat(timeoutSeconds(function)).isEqualTo(size.timeoutSeconds());
        assertThat(function.property("ReservedConcurrentExecutions").asInt())
                .isEqualTo(Objects.requireNonNullElse(size.reservedConcurrency(), 0));
    }

    /**
     * Lambda measures the variables of a function as JSON.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
     *     quotas</a>: environment variables, 4 KB in aggregate
     */
    @Test
    void everyFunction_hasAnEnvironmentThatLambdaAccepts() throws IOException {
        var name = StageTemplates.settings(stage).name();
        var stacks = StageTemplates.of(stage).all();
        var measured = 0;
        for (var stack : stacks) {
            var deployed = new DeployedText(name, stacks, stack);
            for (var function : stack.resources("AWS::Lambda::Function").toList()) {
                Map<String, String> environment = new TreeMap<>();
                function.at("/Environment/Variables")
                        .properties()
                        .forEach(it -> environment.put(it.getKey(), deployed.of(it.getValue())));
                assertThat(new ObjectMapper().writeValueAsBytes(environment))
                        .as(function.name())
                        .hasSizeLessThanOrEqualTo(ENVIRONMENT_BYTES_MAX);
                measured++;
            }
        }
        assertThat(measured).isGreaterThanOrEqualTo(functions().size());
    }

    @Test
    void functionsBehindTheApi_endBeforeTheGatewayGivesUp() {
        assertThat(StageTemplates.functionsOf(stage))
                .filteredOn(declared -> !declared.routes().isEmpty())
                .isNotEmpty()
                .extracting(declared -> timeoutSeconds(resourceOf(declared)))
                .allSatisfy(seconds -> assertThat(seconds).isLessThan(GATEWAY_SECONDS));
    }

    @Test
    void checkout_endsBeforeTheSweepUndoesItsTakes() {
        var checkout =
                StageTemplates.of(stage)
                        .api()
                        .resource("AWS::Lambda::Function", "CheckoutFunction");
        assertThat(timeoutSeconds(checkout)).isLessThan(SWEEP_SECONDS);
    }

    /** An order must not wait for environments that consumers occupy. */
    @Test
    void functionsOfACheckout_haveReservedConcurrency_exceptInDev() {
        assertThat(
                        List.of(
                                Functions.CHECKOUT,
                                Functions.INQUIRY,
                                Functions.DELTA_PUBLISHER,
                                Functions.LEVEL_PUBLISHER))
                .extracting(
                        declared ->
                                resourceOf(declared)
                                        .property("ReservedConcurrentExecutions")
                                        .asInt())
                .allSatisfy(
                        reserved ->
                                assertThat(reserved > 0).isEqualTo(!StageTemplates.isDev(stage)));
    }

    @Test
    void recursion_isAllowedExactlyForFunctionsThatMaySendToTheirOwnQueue() {
        var policies = new Policies(StageTemplates.of(stage));
        assertThat(functions())
                .allSatisfy(
                        function -> {
                            var name = nameOf(function);
                            var sendsToItself = "sqs:SendMessage on " + name + "Queue.Arn";
                            assertThat(function.property("RecursiveLoop").asText())
                                    .as(name)
                                    .isEqualTo(
                                            policies.of(name).anyMatch(sendsToItself::equals)
                                                    ? "Allow"
                                                    : "Terminate");
                        });
    }

    private Resource resourceOf(FunctionSpec declared) {
        return StageTemplates.of(stage)
                .resource("AWS::Lambda::Function", declared.id() + "Function");
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
