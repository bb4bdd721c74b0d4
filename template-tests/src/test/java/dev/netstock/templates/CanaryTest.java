package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** New code of checkout and inquiry is deployed by steps, and rolled back by alarms. */
@ParameterizedClass
@ValueSource(strings = {"small", "staging", "prod"})
class CanaryTest {
    private static final List<String> FUNCTIONS = List.of("Checkout", "Inquiry");

    @Parameter String stage = "";

    @Test
    void onlyCheckoutAndInquiry_areDeployedBySteps() {
        assertThat(aliases().filter(it -> it.json().has("UpdatePolicy")))
                .extracting(Resource::name)
                .containsExactlyInAnyOrder("CheckoutLive", "InquiryLive");
    }

    @Test
    void aliases_areUpdatedByTheGroupOfTheirFunction() {
        for (var function : FUNCTIONS) {
            var policy = alias(function).json().at("/UpdatePolicy/CodeDeployLambdaAliasUpdate");
            assertThat(textOf(policy.path("DeploymentGroupName"))).isEqualTo("Canary" + function);
            assertThat(textOf(policy.path("ApplicationName"))).isEqualTo("CanaryApplication");
        }
    }

    @Test
    void groups_sendATenthOfTheCallsForFiveMinutesAndRollBack() {
        for (var function : FUNCTIONS) {
            assertThat(group(function).property("DeploymentConfigName").asText())
                    .isEqualTo("CodeDeployDefault.LambdaCanary10Percent5Minutes");
            assertThat(group(function).at("/AutoRollbackConfiguration/Enabled").asBoolean())
                    .isTrue();
            assertThat(Resource.elements(group(function).at("/AutoRollbackConfiguration/Events")))
                    .extracting(Object::toString)
                    .contains("\"DEPLOYMENT_STOP_ON_ALARM\"", "\"DEPLOYMENT_FAILURE\"");
        }
    }

    @Test
    void groups_areStoppedByErrorsLatencyOversellingAndSweptTakes() {
        for (var function : FUNCTIONS) {
            var configuration = group(function).property("AlarmConfiguration");
            assertThat(configuration.path("Enabled").asBoolean()).isTrue();
            assertThat(configuration.path("IgnorePollAlarmFailure").asBoolean()).isFalse();
            assertThat(Resource.elements(configuration.path("Alarms")))
                    .extracting(it -> metricOf(textOf(it.path("Name"))))
                    .containsExactlyInAnyOrder(
                            "Oversold of level-publisher: Sum > 0 for 1",
                            "Swept of sweep: Sum > 5 for 1",
                            "Errors of " + function + "Function: Sum > 0 for 2",
                            "Latency of "
                                    + function.toLowerCase(Locale.ROOT)
                                    + ": p99 > 1000 for 2");
        }
    }

    /** Provisioned concurrency is that of an alias or a version, not of the function. */
    @Test
    void roles_mayOnlyMoveTheAliasOfTheirFunctionAndReadAlarms() {
        for (var function : FUNCTIONS) {
            assertThat(new Policies(StageTemplates.of(stage)).of("Canary" + function))
                    .containsExactlyInAnyOrder(
                            "lambda:GetAlias on " + function + "Function.Arn",
                            "lambda:GetProvisionedConcurrencyConfig on "
                                    + function
                                    + "Function.Arn:*",
                            "lambda:UpdateAlias on " + function + "Function.Arn",
                            "cloudwatch:DescribeAlarms on *");
        }
    }

    @Test
    void dev_switchesAtOnce() {
        assertThat(StageTemplates.of("dev").resources("AWS::CodeDeploy::DeploymentGroup"))
                .isEmpty();
    }

    private String metricOf(String alarm) {
        var found = StageTemplates.of(stage).api().resource("AWS::CloudWatch::Alarm", alarm);
        var statistic =
                Stream.of(found.property("Statistic"), found.property("ExtendedStatistic"))
                        .filter(it -> !it.isMissingNode())
                        .findFirst()
                        .orElseThrow();
        return "%s of %s: %s > %d for %d"
                .formatted(
                        found.property("MetricName").asText(),
                        textOf(found.at("/Dimensions/0/Value")),
                        statistic.asText(),
                        found.property("Threshold").asInt(),
                        found.property("EvaluationPeriods").asInt());
    }

    private Stream<Resource> aliases() {
        return StageTemplates.of(stage).resources("AWS::Lambda::Alias");
    }

    private Resource alias(String function) {
        return StageTemplates.of(stage).resource("AWS::Lambda::Alias", function + "Live");
    }

    private Resource group(String function) {
        return StageTemplates.of(stage)
                .api()
                .resource("AWS::CodeDeploy::DeploymentGroup", "Canary" + function);
    }

    private String textOf(JsonNode value) {
        return StageTemplates.of(stage).textOf(value);
    }
}
