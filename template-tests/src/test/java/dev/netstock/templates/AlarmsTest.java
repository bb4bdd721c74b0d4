package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.infra.function.FunctionSpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

@ParameterizedClass
@MethodSource("dev.netstock.templates.StageTemplates#stages")
class AlarmsTest {
    /** Functions whose callers are people who wait for the answer. */
    private static final Set<String> CALLERS_SEE_ERRORS = Set.of("ManualSupply", "SignIn");

    @Parameter String stage = "";

    @Test
    void everyAlarm_notifiesTheOperatorsAndSaysWhatToDo() {
        assertThat(alarms())
                .isNotEmpty()
                .allSatisfy(
                        alarm -> {
                            assertThat(StageTemplates.of(stage).textOf(alarm.at("/AlarmActions/0")))
                                    .isEqualTo("AlarmsOperators");
                            assertThat(alarm.property("AlarmDescription").asText())
                                    .hasSizeGreaterThan(30);
                            assertThat(alarm.property("TreatMissingData").asText())
                                    .isEqualTo("notBreaching");
                        });
    }

    @EveryQueueConsumer
    void everyQueue_hasAlarmsForDelayAndForDeadLetters(FunctionSpec consumer) {
        StageTemplates.assumeHas(stage, consumer);
        assertThat(alarm(consumer.id() + "Late").property("MetricName").asText())
                .isEqualTo("ApproximateAgeOfOldestMessage");
        var deadLetters = alarm(consumer.id() + "DeadLetters");
        assertThat(deadLetters.property("MetricName").asText())
                .isEqualTo("ApproximateNumberOfMessagesVisible");
        assertThat(deadLetters.property("Threshold").asInt()).isZero();
    }

    @Test
    void everyStream_hasAlarmsForDelayAndForFailedRecords() {
        assertThat(
                        StageTemplates.of(stage)
                                .resources("AWS::Lambda::EventSourceMapping")
                                .map(Resource::name)
                                .filter(name -> name.endsWith("LiveStream"))
                                .map(name -> name.replace("LiveStream", "")))
                .isNotEmpty()
                .allSatisfy(this::assertStreamAlarms);
    }

    private void assertStreamAlarms(String publisher) {
        assertThat(alarm(publisher + "Behind").property("MetricName").asText())
                .isEqualTo("IteratorAge");
        assertThat(alarm(publisher + "PutAside").property("MetricName").asText())
                .isEqualTo("OnFailureDestinationDeliveredEventCount");
        assertThat(alarm(publisher + "Refused").property("MetricName").asText())
                .isEqualTo("RefusedRecords");
    }

    /** Without dimensions, the metrics of Lambda are those of all functions of the account. */
    @Test
    void functions_withoutDetailedMetrics_shareAlarmsExceptThoseOfTheStorefront() {
        assumeFalse(StageTemplates.settings(stage).detailedMetrics());
        for (var metric : List.of("Errors", "Throttles")) {
            var shared = alarm("Function" + metric);
            assertThat(shared.property("MetricName").asText()).isEqualTo(metric);
            assertThat(shared.property("Dimensions").isMissingNode()).isTrue();
            assertThat(alarms())
                    .extracting(Resource::name)
                    .filteredOn(name -> name.endsWith(metric) && !name.contains("Server"))
                    .containsExactlyInAnyOrder(
                            "AlarmsCheckout" + metric,
                            "AlarmsInquiry" + metric,
                            "AlarmsFunction" + metric);
        }
    }

    @Test
    void everyFunction_withDetailedMetrics_hasAlarmsForErrorsAndThrottles() {
        assumeTrue(StageTemplates.settings(stage).detailedMetrics());
        assertThat(
                        StageTemplates.of(stage)
                                .functions()
                                .map(Resource::name)
                                .map(name -> name.replace("Function", ""))
                                .filter(name -> !CALLERS_SEE_ERRORS.contains(name)))
                .hasSize(StageTemplates.functionsOf(stage).size() - CALLERS_SEE_ERRORS.size())
                .allSatisfy(
                        function -> {
                            assertThat(alarm(function + "Errors").property("MetricName").asText())
                                    .isEqualTo("Errors");
                            assertThat(
                                            alarm(function + "Throttles")
                                                    .property("MetricName")
                                                    .asText())
                                    .isEqualTo("Throttles");
                        });
    }

    @Test
    void takesSwept_firesAboveFiveAMinute() {
        var swept = alarm("TakesSwept");
        assertThat(swept.property("MetricName").asText()).isEqualTo("Swept");
        assertThat(swept.property("Threshold").asInt()).isEqualTo(5);
        assertThat(swept.at("/Dimensions/0/Value").asText()).isEqualTo("sweep");
    }

    @Test
    void oversold_firesAtTheFirstUnit() {
        assertThat(alarm("Oversold").property("Threshold").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LedgerFull", "LedgerConnections", "Drift", "ImportsRefused"})
    void ledger_hasAlarmsForCapacityDriftAndRejectedFiles(String name) {
        assertThat(alarm(name).property("ComparisonOperator").asText())
                .isEqualTo("GreaterThanThreshold");
    }

    @Test
    void drift_usesTheMetricOfReconcile() {
        assertThat(alarm("Drift").property("MetricName").asText()).isEqualTo("Drifted");
        assertThat(alarm("Drift").at("/Dimensions/0/Value").asText()).isEqualTo("reconcile");
    }

    @Test
    void importsRefused_usesTheMetricOfTheImport() {
        assertThat(alarm("ImportsRefused").property("MetricName").asText())
                .isEqualTo("FilesRefused");
        assertThat(alarm("ImportsRefused").at("/Dimensions/0/Value").asText())
                .isEqualTo("file-import");
    }

    @Test
    void shardsMany_firesNearTheLimit() {
        var many = alarm("ShardsMany");
        assertThat(many.property("MetricName").asText()).isEqualTo("OpenShards");
        assertThat(many.property("Statistic").asText()).isEqualTo("Maximum");
        assertThat(many.property("Threshold").asInt()).isEqualTo(160);
        assertThat(many.at("/Dimensions/0/Value").asText()).isEqualTo("shards");
    }

    @Test
    void checkoutHot_firesAfterThreeMinutesOfThrottles() {
        var hot = alarm("CheckoutHot");
        assertThat(hot.property("MetricName").asText()).isEqualTo("Throttles");
        assertThat(hot.property("EvaluationPeriods").asInt()).isEqualTo(3);
        assertThat(hot.at("/Dimensions/0/Value").asText()).isEqualTo("checkout");
    }

    @Test
    void dashboard_isOnePageForTheStage() {
        assertThat(StageTemplates.of(stage).operations().resources("AWS::CloudWatch::Dashboard"))
                .singleElement()
                .satisfies(
                        dashboard ->
                                assertThat(dashboard.property("DashboardName").asText())
                                        .isEqualTo(
                                                "net-stock-"
                                                        + StageTemplates.settings(stage).name()));
    }

    @Test
    void dashboard_showsEveryAlarm_inWidgetsThatCloudWatchAccepts() throws IOException {
        var dashboard =
                StageTemplates.of(stage)
                        .operations()
                        .resources("AWS::CloudWatch::Dashboard")
                        .findFirst()
                        .orElseThrow();
        var body = StageTemplates.of(stage).textOf(dashboard.property("DashboardBody"));
        List<List<String>> shown = new ArrayList<>();
        for (var widget : new ObjectMapper().readTree(body).path("widgets")) {
            if (widget.path("type").asText().equals("alarm")) {
                shown.add(
                        Resource.elements(widget.at("/properties/alarms"))
                                .map(JsonNode::asText)
                                .toList());
            }
        }
        assertThat(shown).allSatisfy(alarms -> assertThat(alarms).hasSizeBetween(1, 100));
        assertThat(shown.stream().flatMap(List::stream))
                .containsExactlyInAnyOrderElementsOf(
                        alarms().stream().map(alarm -> alarm.name() + ".Arn").toList());
    }

    private List<Resource> alarms() {
        return StageTemplates.of(stage).operations().resources("AWS::CloudWatch::Alarm").toList();
    }

    private Resource alarm(String name) {
        return StageTemplates.of(stage)
                .operations()
                .resource("AWS::CloudWatch::Alarm", "Alarms" + name);
    }
}
