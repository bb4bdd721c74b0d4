package dev.netstock.history;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.SampleEvents;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.projection.DynamoGenerations;
import dev.netstock.projection.Generations;
import dev.netstock.projection.UnfinishedGeneration;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoHistory;
import dev.netstock.stock.history.HistoryEntry;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The sample batch: a supply, orders that took units of it, and returns. */
class HistoryHandlerTest {
    private static final String SKU = "4901234567894";

    private final HistoryFixture fixture = HistoryFixture.open();
    private final HistoryHandler handler = fixture.handler();

    @Test
    void handleRequest_sampleEvents_recordsThemInTheHistory() {
        assertThat(failed(sample())).isEmpty();
        assertThat(history(SKU, 1)).extracting(HistoryEntry::type).contains("RESERVED", "SUPPLY");
        assertThat(history(SKU, 1).getLast().units()).isEqualTo(12);
    }

    @Test
    void handleRequest_duplicateMessages_recordsThemOnce() {
        failed(sample());
        var once = history(SKU, 1);
        failed(sample());
        assertThat(history(SKU, 1)).isEqualTo(once);
    }

    @Test
    void handleRequest_messageThatIsNotAnEvent_reportsOnlyItAndRecordsTheOthers() {
        SQSEvent event = sample();
        event.getRecords().getFirst().setBody("{}");
        assertThat(failed(event)).containsExactly(event.getRecords().getFirst().getMessageId());
        assertThat(history(SKU, 1)).extracting(HistoryEntry::type).contains("RESERVED");
    }

    @Test
    void handleRequest_unknownEventType_isIgnored() {
        SQSEvent event = sample();
        event.getRecords()
                .forEach(
                        message ->
                                message.setBody(message.getBody().replace("reservation.", "x.")));
        assertThat(failed(event)).isEmpty();
        assertThat(history(SKU, 1)).extracting(HistoryEntry::type).containsOnly("SUPPLY");
    }

    @Test
    void handleRequest_whenTheTableIsUnreachable_reportsAllMessages() {
        SQSEvent event = sample();
        var unreachable = fixture.handler(BadClients.outOfReach());
        assertThat(
                        LambdaEvents.failed(
                                unreachable.handleRequest(event, TestContext.withTimeLeft(700))))
                .hasSize(event.getRecords().size());
    }

    @Test
    void handleRequest_duringARebuild_writesIntoBothGenerations() {
        new DynamoGenerations(fixture.tables().client(), fixture.config().projectionsTable())
                .write(
                        HistoryProjection.NAME,
                        Generations.FIRST.begun(
                                new UnfinishedGeneration(
                                        2,
                                        Instant.EPOCH,
                                        Instant.EPOCH,
                                        Instant.EPOCH,
                                        4,
                                        Set.of())));
        failed(sample());
        assertThat(history(SKU, 2)).isNotEmpty().isEqualTo(history(SKU, 1));
    }

    @Test
    void handleRequest_realEvents_recordsWhatTheTablesContain() {
        Shop shop = Shop.open();
        shop.supply("A", "east", 5, 1);
        shop.reserve("o", line("A", "east", 2));
        shop.confirm("o");
        shop.cancel("o", "c", line("A", "east", 1));
        failed(HistoryFixture.messages(shop.events()));
        assertThat(history("A", 1))
                .extracting(HistoryEntry::units)
                .containsExactlyInAnyOrder(5L, -2L, 1L);
    }

    @Test
    void handleRequest_successful_reportsMetricsAndLogsNothingElse() {
        List<String> lines = Output.of(() -> failed(sample()));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"Events\":", "\"Outcome\":\"handled\"", "\"recordHistory\"")
                .doesNotContain(SKU, "A-1001");
    }

    @Test
    void read_writtenEvent_isEqual() {
        SQSEvent event = sample();
        assertThat(event.getRecords())
                .allSatisfy(
                        message ->
                                assertThat(EventJson.read(message.getBody()).known()).isPresent());
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        SQSEvent event = sample();
        assertThat(
                        LambdaEvents.failed(
                                new HistoryHandler()
                                        .handleRequest(event, TestContext.withTimeLeft(700))))
                .hasSize(event.getRecords().size());
    }

    @Test
    void config_withAMissingVariable_namesTheVariable() {
        assertThatThrownBy(
                        () -> HistoryConfig.of(new Environment(Map.of("STOCK_HISTORY_TABLE", "a"))))
                .hasMessage("The environment variable PROJECTIONS_TABLE is not set");
    }

    private static SQSEvent sample() {
        return LambdaEvents.read(SQSEvent.class, SampleEvents.json("history/events"));
    }

    private List<String> failed(SQSEvent event) {
        return LambdaEvents.failed(handler.handleRequest(event, TestContext.create()));
    }

    private List<HistoryEntry> history(String sku, int generation) {
        return new DynamoHistory(
                        fixture.tables().client(),
                        fixture.config().stockHistoryTable(),
                        (_, _) -> {})
                .reading(_ -> generation)
                .page(new Sku(sku), Optional.empty(), 100, Optional.empty(), Shop.call())
                .entries();
    }
}
