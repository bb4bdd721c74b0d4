package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

@ParameterizedClass
@ValueSource(strings = {"dev", "staging", "prod"})
class AlarmsTest {
    @Parameter String stage = "";

    @Test
    void everyAlarm_reachesTheOperatorsAndSaysWhatToDo() {
        assertThat(alarms())
                .isNotEmpty()
                .allSatisfy(
                        alarm -> {
                            assertThat(StageTemplates.of(stage).spoken(alarm.at("/AlarmActions/0")))
                                    .isEqualTo("AlarmsOperators");
                            assertThat(alarm.property("AlarmDescription").asText())
                                    .hasSizeGreaterThan(30);
                            assertThat(alarm.property("TreatMissingData").asText())
                                    .isEqualTo("notBreaching");
                        });
    }

    @EveryQueueConsumer
    void everyQueue_ringsWhenItIsLateAndWhenAMessageIsSetAside(String consumer) {
        assertThat(alarm(consumer + "Late").property("MetricName").asText())
                .isEqualTo("ApproximateAgeOfOldestMessage");
        var deadLetters = alarm(consumer + "DeadLetters");
        assertThat(deadLetters.property("MetricName").asText())
                .isEqualTo("ApproximateNumberOfMessagesVisible");
        assertThat(deadLetters.property("Threshold").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DeltaPublisher", "LevelPublisher", "MovementIntake"})
    void everyStream_ringsWhenItIsBehindAndWhenARecordIsPutAside(String publisher) {
        assertThat(alarm(publisher + "Behind").property("MetricName").asText())
                .isEqualTo("IteratorAge");
        assertThat(alarm(publisher + "PutAside").property("MetricName").asText())
                .isEqualTo("OnFailureDestinationDeliveredEventCount");
        assertThat(alarm(publisher + "Refused").property("MetricName").asText())
                .isEqualTo("RefusedRecords");
    }

    @Test
    void everyFunction_ringsWhenItFailsAndWhenItIsThrottled() {
        assertThat(
                        StageTemplates.of(stage)
                                .functions()
                                .map(Resource::name)
                                .map(name -> name.replace("Function", ""))
                                .filter(name -> !name.equals("ManualSupply")))
                .hasSize(27)
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
    void takesSwept_ringWhenThereAreMoreThanAFewAMinute() {
        var swept = alarm("TakesSwept");
        assertThat(swept.property("MetricName").asText()).isEqualTo("Swept");
        assertThat(swept.property("Threshold").asInt()).isEqualTo(5);
        assertThat(swept.at("/Dimensions/0/Value").asText()).isEqualTo("sweep");
    }

    @Test
    void anOversell_rings() {
        assertThat(alarm("Oversold").property("Threshold").asInt()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LedgerFull", "LedgerConnections", "Drift", "ImportsRefused"})
    void theLedger_ringsWhenItIsFullOrWrongOrRefusesAFile(String name) {
        assertThat(alarm(name).property("ComparisonOperator").asText())
                .isEqualTo("GreaterThanThreshold");
    }

    @Test
    void drift_ringsByTheMetricOfReconcile() {
        assertThat(alarm("Drift").property("MetricName").asText()).isEqualTo("Drifted");
        assertThat(alarm("Drift").at("/Dimensions/0/Value").asText()).isEqualTo("reconcile");
    }

    @Test
    void aRefusedFile_ringsByTheMetricOfTheImport() {
        assertThat(alarm("ImportsRefused").property("MetricName").asText())
                .isEqualTo("FilesRefused");
        assertThat(alarm("ImportsRefused").at("/Dimensions/0/Value").asText())
                .isEqualTo("file-import");
    }

    @Test
    void shards_ringWhenTheyNearTheirLimit() {
        var many = alarm("ShardsMany");
        assertThat(many.property("MetricName").asText()).isEqualTo("OpenShards");
        assertThat(many.property("Statistic").asText()).isEqualTo("Maximum");
        assertThat(many.property("Threshold").asInt()).isEqualTo(160);
        assertThat(many.at("/Dimensions/0/Value").asText()).isEqualTo("shards");
    }

    @Test
    void checkout_ringsWhenItIsThrottledForMinutes() {
        var hot = alarm("CheckoutHot");
        assertThat(hot.property("MetricName").asText()).isEqualTo("Throttles");
        assertThat(hot.property("EvaluationPeriods").asInt()).isEqualTo(3);
        assertThat(hot.at("/Dimensions/0/Value").asText()).isEqualTo("checkout");
    }

    @Test
    void theDashboard_isOnePageForTheStage() {
        assertThat(StageTemplates.of(stage).operations().resources("AWS::CloudWatch::Dashboard"))
                .singleElement()
                .satisfies(
                        dashboard ->
                                assertThat(dashboard.property("DashboardName").asText())
                                        .isEqualTo("net-stock-" + stage));
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
