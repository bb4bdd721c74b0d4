package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.Trigger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** How streams and queues invoke functions. */
@ParameterizedClass
@ValueSource(strings = {"dev", "small", "staging", "prod"})
class FeedsTest {
    /** A DynamoDB stream deletes a record after a day. */
    private static final int STREAM_SECONDS = 24 * 60 * 60;

    @Parameter String stage = "";

    @Test
    void publishersAndHistory_startAtTheOldestRecordOfTheirStream() {
        assertThat(streams())
                .isNotEmpty()
                .allSatisfy(
                        mapping ->
                                assertThat(mapping.property("StartingPosition").asText())
                                        .isEqualTo("TRIM_HORIZON"));
        assertThat(textOf(streamOf("DeltaPublisher"), "/EventSourceArn"))
                .isEqualTo("StockDeltas.StreamArn");
        assertThat(textOf(streamOf("History"), "/EventSourceArn"))
                .isEqualTo("StockDeltas.StreamArn");
        assertThat(textOf(streamOf("LevelPublisher"), "/EventSourceArn"))
                .isEqualTo("NetStock.StreamArn");
    }

    /**
     * DynamoDB throttles more readers.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetRecords.html">
     *     GetRecords</a>: LimitExceededException if more than two processes read a shard
     */
    @Test
    void everyTableStream_hasNoMoreThanTwoReaders() {
        assertThat(
                        streams().stream()
                                .collect(
                                        groupingBy(
                                                mapping -> textOf(mapping, "/EventSourceArn"),
                                                counting())))
                .containsOnly(
                        entry("StockDeltas.StreamArn", 2L),
                        entry("NetStock.StreamArn", 1L),
                        entry("AuditLog.StreamArn", 1L));
    }

    /** The function itself stores poison records, so every other failure may succeed later. */
    @Test
    void failedBatch_isRetriedUntilAnHourBeforeTheStreamDeletesIt_thenStored() {
        var all =
                StageTemplates.of(stage)
                        .resources("AWS::Lambda::EventSourceMapping")
                        .filter(mapping -> mapping.name().endsWith("LiveStream"))
                        .toList();
        assertThat(all)
                .hasSize(
                        (int)
                                StageTemplates.functionsOf(stage).stream()
                                        .filter(FeedsTest::readsStream)
                                        .count())
                .allSatisfy(
                        mapping -> {
                            assertThat(mapping.property("BisectBatchOnFunctionError").asBoolean())
                                    .isTrue();
                            assertThat(mapping.property("MaximumRetryAttempts").asInt())
                                    .isEqualTo(-1);
                            assertThat(mapping.property("MaximumRecordAgeInSeconds").asInt())
                                    .isEqualTo(retentionSeconds(mapping) - 3_600)
                                    .isLessThanOrEqualTo(604_800);
                            assertThat(textOf(mapping, "/DestinationConfig/OnFailure/Destination"))
                                    .isEqualTo("Aside.Arn");
                        });
    }

    private static boolean readsStream(FunctionSpec function) {
        return function.trigger() instanceof Trigger.TableStream
                || function.trigger() instanceof Trigger.MovementStream;
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
    void everyMapping_invokesAnAliasAndAcceptsPartialFailures() {
        assertThat(mappings())
                .isNotEmpty()
                .allSatisfy(
                        mapping -> {
                            assertThat(textOf(mapping, "/FunctionName")).endsWith(":live");
                            assertThat(mapping.at("/FunctionResponseTypes/0").asText())
                                    .isEqualTo("ReportBatchItemFailures");
                            assertThat(mapping.at("/MetricsConfig/Metrics/0").asText())
                                    .isEqualTo("EventCount");
                        });
    }

    @Test
    void everyQueue_limitsConcurrentBatches() {
        assertThat(mappings())
                .filteredOn(mapping -> mapping.name().endsWith("LiveQueue"))
                .isNotEmpty()
                .allSatisfy(
                        mapping ->
                                assertThat(mapping.at("/ScalingConfig/MaximumConcurrency").asInt())
                                        .isBetween(2, 1_000));
    }

    /** Lambda delivers more than ten messages at once only if it may wait for them. */
    @Test
    void largeBatchesOfQueues_waitForASecondToFill() {
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
    void shardedSkus_areExaminedEachMinute() {
        var schedule =
                StageTemplates.of(stage)
                        .events()
                        .resource("AWS::Scheduler::Schedule", "EventSchedulesShardLook");
        assertThat(schedule.property("ScheduleExpression").asText()).isEqualTo("rate(1 minute)");
        assertThat(schedule.at("/Target/Input").asText())
                .isEqualTo("{\"kind\":\"look\",\"places\":[]}");
        assertThat(textOf(schedule, "/Target/Arn")).isEqualTo("ShardsQueue.Arn");
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

    private String textOf(Resource mapping, String pointer) {
        return StageTemplates.of(stage).textOf(mapping.at(pointer));
    }
}
