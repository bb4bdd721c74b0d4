package dev.netstock.history;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;

import dev.netstock.events.SampleEvents;
import dev.netstock.invocation.Environment;
import dev.netstock.invocation.testing.BadClients;
import dev.netstock.invocation.testing.LambdaEvents;
import dev.netstock.invocation.testing.Output;
import dev.netstock.invocation.testing.TestContext;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoHistory;
import dev.netstock.stock.history.HistoryEntry;
import dev.netstock.stock.testing.Shop;
import dev.netstock.telemetry.FailureTally;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sample batch: a supply, a reservation of it, its release, and a row that was retired. */
class HistoryHandlerTest {
    private static final String SKU = "4901234567894";

    private final Shop shop = Shop.open();
    private final HistoryHandler handler = over(shop.tables().client());

    @Test
    void handleRequest_whenDeltasCome_recordsThemInTheHistory() {
        assertThat(failures(handler.handleRequest(sample(), TestContext.create()))).isEmpty();
        assertThat(history())
                .extracting(HistoryEntry::type)
                .containsExactly("RELEASED", "RESERVED", "SUPPLY");
        assertThat(history()).extracting(HistoryEntry::units).containsExactly(2L, -2L, 12L);
    }

    @Test
    void handleRequest_whenABatchComesTwice_recordsItOnce() {
        handler.handleRequest(sample(), TestContext.create());
        handler.handleRequest(sample(), TestContext.create());
        assertThat(history()).hasSize(3);
    }

    @Test
    void handleRequest_whenARecordIsNoDelta_reportsItAndRecordsThoseBefore() {
        DynamodbEvent event = sample();
        DynamodbStreamRecord poison = event.getRecords().get(2);
        poison.getDynamodb().setNewImage(Map.of("cause", new AttributeValue("nonsense")));
        StreamsEventResponse answer = handler.handleRequest(event, TestContext.create());
        assertThat(failures(answer)).containsExactly(poison.getDynamodb().getSequenceNumber());
        assertThat(history()).extracting(HistoryEntry::type).containsExactly("RESERVED", "SUPPLY");
    }

    @Test
    void handleRequest_whenARecordHasNoImage_reportsIt() {
        DynamodbEvent event = sample();
        event.getRecords().getFirst().getDynamodb().setNewImage(null);
        StreamsEventResponse answer = handler.handleRequest(event, TestContext.create());
        assertThat(failures(answer))
                .containsExactly(event.getRecords().getFirst().getDynamodb().getSequenceNumber());
        assertThat(history()).isEmpty();
    }

    @Test
    void handleRequest_whenRowsWereRetired_overlooksThem() {
        DynamodbEvent event = sample();
        event.setRecords(List.of(event.getRecords().getLast()));
        assertThat(failures(handler.handleRequest(event, TestContext.create()))).isEmpty();
        assertThat(history()).isEmpty();
    }

    @Test
    void handleRequest_whenTheTableIsOutOfReach_reportsTheFirstRecord() {
        DynamodbEvent event = sample();
        StreamsEventResponse answer =
                over(BadClients.outOfReach()).handleRequest(event, TestContext.withTimeLeft(700));
        assertThat(failures(answer))
                .containsExactly(event.getRecords().getFirst().getDynamodb().getSequenceNumber());
    }

    @Test
    void handleRequest_whenRealDeltasCome_recordsTheSameAsTheTablesHave() {
        shop.supply("A", "east", 5, 1);
        shop.reserve("o", line("A", "east", 2));
        shop.confirm("o");
        shop.cancel("o", "c", line("A", "east", 1));
        handler.handleRequest(streamed(), TestContext.create());
        assertThat(
                        shop.stock()
                                .readingHistory()
                                .page(
                                        new Sku("A"),
                                        Optional.empty(),
                                        10,
                                        Optional.empty(),
                                        Shop.call())
                                .entries())
                .extracting(HistoryEntry::units)
                .containsExactlyInAnyOrder(5L, -2L, 1L);
    }

    @Test
    void handleRequest_whenItIsDone_measuresItAndLogsNothingElse() {
        List<String> lines = Output.of(() -> handler.handleRequest(sample(), TestContext.create()));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"Deltas\":3.0", "\"Outcome\":\"recorded\"")
                .doesNotContain(SKU, "A-1001");
    }

    @Test
    void constructor_whenLambdaCallsIt_wiresTheFunctionFromTheEnvironment() {
        StreamsEventResponse answer =
                new HistoryHandler().handleRequest(sample(), TestContext.withTimeLeft(700));
        assertThat(failures(answer)).hasSize(1);
    }

    @Test
    void config_whenTheVariableIsMissing_namesIt() {
        assertThatThrownBy(() -> HistoryConfig.of(new Environment(Map.of())))
                .hasMessage("The environment variable STOCK_HISTORY_TABLE is not set");
    }

    @Test
    void rehearsal_whenItRuns_decodesWellAndRecordsNothing() {
        List<String> lines =
                Output.of(
                        () ->
                                new HistoryRehearsal(shop.stock().recordingHistory())
                                        .accept(TestContext.create()));
        assertThat(lines).isEmpty();
        assertThat(shop.tables().scan(shop.tables().names().stockHistory())).isEmpty();
    }

    private static DynamodbEvent sample() {
        DynamodbEvent event =
                LambdaEvents.read(DynamodbEvent.class, SampleEvents.json("history/stock-deltas"));
        event.setRecords(new ArrayList<>(event.getRecords()));
        return event;
    }

    /** The rows of the table StockDeltas, as its stream tells them. */
    private DynamodbEvent streamed() {
        List<DynamodbStreamRecord> records = new ArrayList<>();
        for (var row : shop.tables().scan(shop.tables().names().stockDeltas())) {
            records.add(StreamedRow.record(row));
        }
        DynamodbEvent event = new DynamodbEvent();
        event.setRecords(records);
        return event;
    }

    private static List<String> failures(StreamsEventResponse answer) {
        return answer.getBatchItemFailures().stream()
                .map(BatchItemFailure::getItemIdentifier)
                .toList();
    }

    private List<HistoryEntry> history() {
        return shop.stock()
                .readingHistory()
                .page(new Sku(SKU), Optional.empty(), 10, Optional.empty(), Shop.call())
                .entries();
    }

    private HistoryHandler over(DynamoDbClient client) {
        var failures = new FailureTally();
        var history = new DynamoHistory(client, shop.tables().names().stockHistory(), failures);
        return new HistoryHandler(history, failures);
    }
}
