package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** How functions are fed by streams and queues. */
@ParameterizedClass
@ValueSource(strings = {"dev", "staging", "prod"})
class FeedsTest {
    /** A DynamoDB stream forgets a record after a day. */
    private static final int STREAM_SECONDS = 24 * 60 * 60;

    @Parameter String stage = "";

    @Test
    void publishers_startAtTheOldestRecordOfTheirStream() {
        assertThat(streams())
                .hasSize(2)
                .allSatisfy(
                        mapping ->
                                assertThat(mapping.property("StartingPosition").asText())
                                        .isEqualTo("TRIM_HORIZON"));
        assertThat(spoken(streamOf("DeltaPublisher"), "/EventSourceArn"))
                .isEqualTo("StockDeltas.StreamArn");
        assertThat(spoken(streamOf("LevelPublisher"), "/EventSourceArn"))
                .isEqualTo("NetStock.StreamArn");
    }

    /** Poison is not retried: the function keeps it. So what fails may succeed later. */
    @Test
    void aBatchThatFails_isRetriedUntilAnHourBeforeTheStreamForgetsItAndThenKept() {
        var all =
                StageTemplates.of(stage)
                        .resources("AWS::Lambda::EventSourceMapping")
                        .filter(mapping -> mapping.name().endsWith("LiveStream"))
                        .toList();
        assertThat(all)
                .hasSize(3)
                .allSatisfy(
                        mapping -> {
                            assertThat(mapping.property("BisectBatchOnFunctionError").asBoolean())
                                    .isTrue();
                            assertThat(mapping.property("MaximumRetryAttempts").asInt())
                                    .isEqualTo(-1);
                            assertThat(mapping.property("MaximumRecordAgeInSeconds").asInt())
                                    .isEqualTo(retentionSeconds(mapping) - 3_600)
                                    .isLessThanOrEqualTo(604_800);
                            assertThat(spoken(mapping, "/DestinationConfig/OnFailure/Destination"))
                                    .isEqualTo("Aside.Arn");
                        });
    }

    private int retentionSeconds(Resource mapping) {
        return mapping.name().equals("MovementIntakeLiveStream")
                ? 3_600
                        * StageTemplates.of(stage)
                                .resource("AWS::Kinesis::Stream", "StockMovements")
                                .property("RetentionPeriodHours")
                                .asInt()
                : STREAM_SECONDS;
    }

    @Test
    void everyMapping_callsAnAliasAndHearsWhichRecordsFailed() {
        assertThat(mappings())
                .hasSize(8)
                .allSatisfy(
                        mapping -> {
                            assertThat(spoken(mapping, "/FunctionName")).endsWith(":live");
                            assertThat(mapping.at("/FunctionResponseTypes/0").asText())
                                    .isEqualTo("ReportBatchItemFailures");
                            assertThat(mapping.at("/MetricsConfig/Metrics/0").asText())
                                    .isEqualTo("EventCount");
                        });
    }

    @Test
    void everyQueue_hasALimitOfBatchesAtWork() {
        assertThat(mappings())
                .filteredOn(mapping -> mapping.name().endsWith("LiveQueue"))
                .hasSize(6)
                .allSatisfy(
                        mapping ->
                                assertThat(mapping.at("/ScalingConfig/MaximumConcurrency").asInt())
                                        .isBetween(2, 1_000));
    }

    /** Lambda hands over more than ten messages only if it may wait for them. */
    @Test
    void largeBatchesOfQueues_waitForASecondToFill() {
        assertThat(mappings())
                .filteredOn(mapping -> mapping.name().endsWith("LiveQueue"))
                .filteredOn(mapping -> mapping.property("BatchSize").asInt() > 10)
                .extracting(Resource::name)
                .containsExactlyInAnyOrder("HistoryLiveQueue", "SalesLiveQueue", "ShardsLiveQueue");
        assertThat(mappings())
                .filteredOn(mapping -> mapping.name().endsWith("LiveQueue"))
                .allSatisfy(
                        mapping ->
                                assertThat(
                                                mapping.property("MaximumBatchingWindowInSeconds")
                                                        .asInt())
                                        .isEqualTo(
                                                mapping.property("BatchSize").asInt() > 10
                                                        ? 1
                                                        : 0));
    }

    @Test
    void splitSkus_areLookedAtEachMinute() {
        var schedule =
                StageTemplates.of(stage)
                        .events()
                        .resource("AWS::Scheduler::Schedule", "EventSchedulesShardLook");
        assertThat(schedule.property("ScheduleExpression").asText()).isEqualTo("rate(1 minute)");
        assertThat(schedule.at("/Target/Input").asText())
                .isEqualTo("{\"kind\":\"look\",\"places\":[]}");
        assertThat(spoken(schedule, "/Target/Arn")).isEqualTo("ShardsQueue.Arn");
    }

    private List<Resource> mappings() {
        return StageTemplates.of(stage)
                .events()
                .resources("AWS::Lambda::EventSourceMapping")
                .toList();
    }

    private List<Resource> streams() {
        return mappings().stream()
                .filter(mapping -> mapping.name().endsWith("LiveStream"))
                .toList();
    }

    private Resource streamOf(String function) {
        return StageTemplates.of(stage)
                .events()
                .resource("AWS::Lambda::EventSourceMapping", function + "LiveStream");
    }

    private String spoken(Resource mapping, String pointer) {
        return StageTemplates.of(stage).spoken(mapping.at(pointer));
    }
}
