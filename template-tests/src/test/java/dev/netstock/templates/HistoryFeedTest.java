package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(strings = {"dev", "staging", "prod"})
class HistoryFeedTest {
    /** A DynamoDB stream forgets a record after a day. */
    private static final int STREAM_SECONDS = 24 * 60 * 60;

    @Parameter String stage = "";

    @Test
    void theFeed_startsAtTheOldestDeltaOfTheStream() {
        assertThat(mapping().property("StartingPosition").asText()).isEqualTo("TRIM_HORIZON");
        assertThat(spoken("/EventSourceArn")).isEqualTo("StockDeltas.StreamArn");
    }

    @Test
    void theFeed_callsTheAliasOfTheHistoryFunction() {
        assertThat(spoken("/FunctionName")).isEqualTo("HistoryFeedHistoryLive/:[6]:live");
    }

    @Test
    void aBatchThatFails_isHalvedAndPutAsideBeforeTheStreamForgetsIt() {
        assertThat(mapping().at("/FunctionResponseTypes/0").asText())
                .isEqualTo("ReportBatchItemFailures");
        assertThat(mapping().property("BisectBatchOnFunctionError").asBoolean()).isTrue();
        assertThat(mapping().property("MaximumRetryAttempts").asInt()).isEqualTo(20);
        assertThat(mapping().property("MaximumRecordAgeInSeconds").asInt())
                .isPositive()
                .isLessThan(STREAM_SECONDS);
        assertThat(spoken("/DestinationConfig/OnFailure/Destination"))
                .isEqualTo("HistoryFeedFailures.Arn");
    }

    @Test
    void batches_areOfTheSizeThatTheStageSays() {
        assertThat(mapping().property("BatchSize").asInt()).isEqualTo(100);
        assertThat(mapping().property("MaximumBatchingWindowInSeconds").asInt()).isEqualTo(1);
        assertThat(mapping().property("ParallelizationFactor").asInt()).isBetween(1, 10);
    }

    @Test
    void whatIsPutAside_isEncryptedAndKeptForTwoWeeks() {
        var queue = api().resource("AWS::SQS::Queue", "HistoryFeedFailures");
        assertThat(queue.property("SqsManagedSseEnabled").asBoolean()).isTrue();
        assertThat(queue.property("MessageRetentionPeriod").asInt()).isEqualTo(14 * 24 * 60 * 60);
    }

    private Template api() {
        return StageTemplates.of(stage).api();
    }

    private Resource mapping() {
        var mappings = api().resources("AWS::Lambda::EventSourceMapping").toList();
        assertThat(mappings).hasSize(1);
        return mappings.getFirst();
    }

    private String spoken(String pointer) {
        return StageTemplates.of(stage).spoken(mapping().at(pointer));
    }
}
