package dev.netstock.history;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import dev.netstock.events.SampleEvents;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.stream.testing.TableRecords;
import dev.netstock.platform.testing.BadClients;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.projection.DynamoGenerations;
import dev.netstock.projection.Generations;
import dev.netstock.projection.UnfinishedGeneration;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.dynamodb.DynamoHistory;
import dev.netstock.stock.history.HistoryEntry;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The sample batch: a supply, a reservation of it, its release, and a row deleted by TTL. */
class HistoryHandlerTest {
    private static final String SKU = "4901234567894";

    private final HistoryFixture fixture = HistoryFixture.open();
    private final HistoryHandler handler = fixture.handler();

    @AfterEach
    void close() {
        fixture.failed().close();
    }

    @Test
    void handleRequest_sampleRecords_recordsThemInTheHistory() {
        assertThat(failed(sample())).isEmpty();
        assertThat(history(SKU, 1))
                .extracting(HistoryEntry::type)
                .containsExactly("RELEASED", "RESERVED", "SUPPLY");
        assertThat(history(SKU, 1).getLast().units()).isEqualTo(12);
    }

    @Test
    void handleRequest_repeatedBatch_recordsThemOnce() {
        failed(sample());
        var once = history(SKU, 1);
        failed(sample());
        assertThat(history(SKU, 1)).isEqualTo(once);
    }

    @Test
    void handleRequest_unreadableRecord_storesItAndRecordsTheOthers() {
        List<DynamodbStreamRecord> records = new ArrayList<>(sample());
        records.add(TableRecords.inserted(99, Map.of("cause", AttributeValue.fromS("nonsense"))));
        assertThat(failed(records)).isEmpty();
        assertThat(history(SKU, 1)).hasSize(3);
        assertThat(fixture.failed().documents())
                .singleElement()
                .asString()
                .contains("\"sequenceNumber\":\"99\"");
    }

    @Test
    void handleRequest_whenTheTableIsUnreachable_reportsTheFirstRecord() {
        var unreachable = fixture.handler(BadClients.outOfReach());
        StreamsEventResponse answer =
                unreachable.handleRequest(
                        TableRecords.event(sample()), TestContext.withTimeLeft(700));
        assertThat(TableRecords.failures(answer))
                .containsExactly(TableRecords.sequenceNumber(sample().getFirst()));
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
    void handleRequest_realDeltas_recordsWhatTheTablesContain() {
        Shop shop = tradeOfA();
        failed(HistoryFixture.records(shop.deltas()));
        assertThat(history("A", 1))
                .extracting(HistoryEntry::units)
                .containsExactlyInAnyOrder(5L, -2L, 1L);
    }

    /** A confirmation of a running hold has no entry, so nothing is read for it either. */
    @Test
    void handleRequest_reservationAndConfirmation_makeTwoRequestsTogetherAndNoneForTheSecond() {
        List<String> requests = new CopyOnWriteArrayList<>();
        HistoryHandler counted =
                fixture.handler(
                        LocalTables.watched(
                                request -> requests.add(request.getClass().getSimpleName())));
        for (DynamodbStreamRecord record : HistoryFixture.records(steps("RESERVED"))) {
            counted.handleRequest(TableRecords.event(List.of(record)), TestContext.create());
        }
        assertThat(requests).containsExactly("GetItemRequest", "BatchWriteItemRequest");
        HistoryFixture.records(steps("CONFIRMED"))
                .forEach(
                        record ->
                                counted.handleRequest(
                                        TableRecords.event(List.of(record)), TestContext.create()));
        assertThat(requests).hasSize(2);
    }

    @Test
    void handleRequest_successful_reportsMetricsAndLogsNothingElse() {
        List<String> lines = Output.of(() -> failed(sample()));
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"Events\":3.0", "\"Outcome\":\"recorded\"", "\"recordHistory\"")
                .doesNotContain(SKU, "A-1001");
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        StreamsEventResponse answer =
                new HistoryHandler()
                        .handleRequest(TableRecords.event(sample()), TestContext.withTimeLeft(700));
        assertThat(TableRecords.failures(answer)).hasSize(1);
    }

    @Test
    void config_withAMissingVariable_namesTheVariable() {
        assertThatThrownBy(
                        () -> HistoryConfig.of(new Environment(Map.of("STOCK_HISTORY_TABLE", "a"))))
                .hasMessage("The environment variable PROJECTIONS_TABLE is not set");
    }

    private static Shop tradeOfA() {
        Shop shop = Shop.open();
        shop.supply("A", "east", 5, 1);
        shop.reserve("o", line("A", "east", 2));
        shop.confirm("o");
        shop.cancel("o", "c", line("A", "east", 1));
        return shop;
    }

    private static List<Delta> steps(String type) {
        return tradeOfA().deltas().stream()
                .filter(delta -> delta.change().type().equals(type))
                .toList();
    }

    private static List<DynamodbStreamRecord> sample() {
        return LambdaEvents.read(DynamodbEvent.class, SampleEvents.json("history/stock-deltas"))
                .getRecords();
    }

    private List<String> failed(List<DynamodbStreamRecord> records) {
        return TableRecords.failures(
                handler.handleRequest(TableRecords.event(records), TestContext.create()));
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
