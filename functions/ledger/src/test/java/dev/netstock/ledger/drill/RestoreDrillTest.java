package dev.netstock.ledger.drill;

import static dev.netstock.stock.testing.Shop.call;
import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.ledger.drill.DrillRequest.Action;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.aws.Attributes;
import dev.netstock.platform.json.Decoded;
import dev.netstock.projection.rebuild.EventArchive;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.reservation.CancelCommand;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.testing.LocalTables;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.BufferedReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A stage, and copies of its tables and ledger as of a moment, after which more happened. */
class RestoreDrillTest {
    /** The archive: objects with lines. */
    private static final class Archive implements EventArchive {
        private final TreeMap<String, String> objects = new TreeMap<>();

        void add(List<StockEvent> events) {
            objects.put(
                    PREFIX + "9999/01/01/" + objects.size(),
                    events.stream().map(EventJson::write).collect(Collectors.joining("\n")));
        }

        @Override
        public List<String> names(String after) {
            return List.copyOf(objects.tailMap(after, false).keySet());
        }

        @Override
        public BufferedReader open(String name) {
            return new BufferedReader(new StringReader(objects.getOrDefault(name, "")));
        }
    }

    private final LocalTables tables = LocalTables.create();
    private final TestLedger ledger = TestLedger.create();
    private final Archive archive = new Archive();
    private final Instant at = Instant.now();
    private final String items = tables.createMore("drill-NetStock", "sku", "location");
    private final String deltas = tables.createMore("drill-StockDeltas", "cause", "step");
    private final String allowances = tables.createMore("drill-Allowances", "allowance");
    private TestLedger copy = ledger;

    @BeforeEach
    void restoreCopiesAndTrade() {
        ledger.addItems("a", "b");
        ledger.book("a", "east", "2026-11-21", 100);
        ledger.book("b", "east", "2026-11-21", 100);
        ledger.sync(stock());
        order("before", line("a", "east", 3));
        // A run of the stage is open at the moment of the restore, and waits.
        ledger.execute(
                "INSERT INTO reconcile_runs (run_id, repair, phase, started_at, settle_ms, next_at)"
                    + " VALUES ('of-the-stage', false, 'looking', now(), 240000, now() + interval"
                    + " '4 minutes')");
        copyItems();
        copyDeltas();
        copy = ledger.copy();
        order("kept", line("a", "east", 2));
        order("lost", line("b", "east", 4));
        stock().releaseFlow().release(new OrderId("before"), call());
        post(eventsOf("before"));
    }

    @AfterEach
    void close() {
        tables.delete();
        ledger.close();
        copy.close();
    }

    @Test
    void archive_bringsBackWhatTheTableOfDeltasHasLost() {
        archive.add(eventsOf("before"));
        archive.add(eventsOf("kept"));
        archive.add(eventsOf("lost"));
        deleteRowsOf("lost");

        assertThat(answer(Action.REPLAY_ARCHIVE)).contains("\"added\":3", "\"rebuilt\":1");
        assertThat(answer(Action.REPLAY_TABLE)).contains("\"added\":0");
        assertThat(answer(Action.MISSING_STEPS)).contains("\"missing\":[]");
        assertThat(answer(Action.MISSING_UNITS)).contains("\"differences\":[]");
        assertThat(answer(Action.REPAIR)).contains("\"found\":0");
        assertThat(answer(Action.RECONCILE)).contains("\"found\":0");
        assertThat(reserved(items, "b")).isEqualTo(reserved(tables.names().netStock(), "b"));
        assertThat(copy.rows("SELECT sku, taken FROM net_stock ORDER BY sku"))
                .isEqualTo(ledger.rows("SELECT sku, taken FROM net_stock ORDER BY sku"));
    }

    @Test
    void loss_thatNothingBringsBack_isNamedByStepAndBySku() {
        archive.add(eventsOf("before"));
        archive.add(eventsOf("kept"));
        deleteRowsOf("lost");

        answer(Action.REPLAY_ARCHIVE);
        answer(Action.REPLAY_TABLE);

        assertThat(answer(Action.MISSING_STEPS))
                .contains("\"event\":\"order#lost#0001\"", "b at east: -4")
                .doesNotContain("order#kept");
        assertThat(answer(Action.MISSING_UNITS))
                .contains("\"sku\":\"b\"", "\"reserved\":4", "\"restored\":0")
                .doesNotContain("\"sku\":\"a\"");
    }

    /** Until the archive has them, only the table does. */
    @Test
    void rowsThatAreNotArchived_comeFromTheTableOfDeltas() {
        archive.add(eventsOf("kept"));

        assertThat(answer(Action.REPLAY_ARCHIVE)).contains("\"added\":1", "\"rebuilt\":0");
        assertThat(answer(Action.REPLAY_TABLE))
                .contains("\"added\":2", "order#lost#0001", "order#before#0002", "\"oldest\":");
        assertThat(answer(Action.MISSING_STEPS)).contains("\"missing\":[]");
        assertThat(answer(Action.MISSING_UNITS)).contains("\"differences\":[]");
        assertThat(answer(Action.RECONCILE)).contains("\"found\":0");
    }

    @Test
    void replay_repeated_countsEachStepOnce() {
        archive.add(eventsOf("kept"));
        answer(Action.REPLAY_ARCHIVE);
        answer(Action.REPLAY_TABLE);
        long reserved = reserved(items, "a");

        assertThat(answer(Action.REPLAY_ARCHIVE)).contains("\"added\":0");
        assertThat(answer(Action.REPLAY_TABLE)).contains("\"added\":0");
        assertThat(reserved(items, "a")).isEqualTo(reserved).isEqualTo(2);
    }

    /** The two tables are restored one by one, so an item may have more than the rows say. */
    @Test
    void whatTheRestoredItemsHave_isNotCountedTwice() {
        copyItems();

        assertThat(answer(Action.REPLAY_TABLE)).contains("\"added\":3");

        assertThat(reserved(items, "a")).isEqualTo(2);
        assertThat(reserved(items, "b")).isEqualTo(4);
        assertThat(answer(Action.RECONCILE)).contains("\"found\":0");
    }

    /** The ledger was restored to a moment before a step was posted to it. */
    @Test
    void stepThatOnlyTheRestoredTableHas_isPostedToTheRestoredLedger() {
        stock().reserveFlow().reserve(Shop.order("late", line("a", "east", 1)), call());
        copyItems();
        copyDeltas();

        assertThat(answer(Action.REPAIR)).contains("\"kind\":\"lost-event\"", "\"replayed\"");
        assertThat(answer(Action.RECONCILE)).contains("\"found\":0");
    }

    /** The copy of the table of allowances is as old as the moment; the replayed rows are newer. */
    @Test
    void allowances_ofReplayedRows_areCountedByTheRepair() {
        var clock = new SettableClock();
        clock.advance(
                Duration.between(clock.instant(), Instant.now()).minus(PurchaseLimit.LEAD_TIME));
        Shop shop = Shop.over(tables, tables.client(), clock);
        shop.limit("a", 5);
        clock.advance(PurchaseLimit.LEAD_TIME);
        shop.reserveFor("ann", "ann-1", line("a", "east", 2));
        post(eventsOf("ann-1"));

        answer(Action.REPLAY_TABLE);

        assertThat(answer(Action.REPAIR)).contains("\"kind\":\"wrong-allowance\"", "recounted");
        assertThat(answer(Action.RECONCILE)).contains("\"found\":0");
        assertThat(tables.scan(allowances)).isEqualTo(tables.scan(tables.names().allowances()));
    }

    /**
     * After the moment, the SKU was split, and a mall got units of its own: the copies have
     * neither.
     */
    @Test
    void ordersOfShardsAndPools_thatTheCopiesDoNotHave_holdUnitsOfTheFirstItem() {
        sellFromAPool();
        stock().shardSpreader().spread(Shop.item("a", "east"), 4, call());
        for (int number = 0; number < 8; number++) {
            order("of-a-shard-" + number, line("a", "east", 1));
        }
        stock().releaseFlow().release(new OrderId("of-a-shard-7"), call());
        post(eventsOf("of-a-pool"));
        post(eventsOf("of-a-shard-7"));
        archive.add(eventsOf("of-a-pool"));
        deleteRowsOf("of-a-pool");

        answer(Action.REPLAY_ARCHIVE);
        answer(Action.REPLAY_TABLE);

        assertThat(answer(Action.MISSING_STEPS)).contains("\"missing\":[]");
        assertThat(answer(Action.MISSING_UNITS)).contains("\"differences\":[]");
        assertThat(answer(Action.REPAIR)).contains("\"found\":0");
        assertThat(reserved(items, "a")).isEqualTo(2 + 7);
        assertThat(reserved(items, "b")).isEqualTo(4 + 3);
        var restored =
                new DynamoNetStock(
                        tables.client(),
                        new DynamoNetStock.Tables(items, deltas, ""),
                        Shop.LOCATIONS,
                        InstantSource.system(),
                        (_, _) -> {});
        restored.releaseFlow().release(new OrderId("of-a-shard-0"), call());
        restored.cancelFlow()
                .cancel(
                        new CancelCommand(
                                new OrderId("of-a-pool"),
                                new CancellationId("c"),
                                List.of(line("b", "east", 3))),
                        call());
        assertThat(reserved(items, "a")).isEqualTo(2 + 6);
        assertThat(reserved(items, "b")).isEqualTo(4);
    }

    @Test
    void unitsOfAPool_thatWereLost_areNamed() {
        sellFromAPool();
        answer(Action.REPLAY_TABLE);
        deleteRowsOf("of-a-pool");
        copyItems();
        assertThat(answer(Action.MISSING_UNITS)).contains("\"differences\":[]");
        tables.fill(
                items,
                tables.scan(items).stream()
                        .filter(item -> Attributes.text(item, "sku").startsWith("b#"))
                        .map(
                                item -> {
                                    var lost = new HashMap<>(item);
                                    lost.put("reserved", Attributes.number(0));
                                    return Map.copyOf(lost);
                                })
                        .toList());
        assertThat(answer(Action.MISSING_UNITS))
                .contains("\"sku\":\"b\"", "\"reserved\":7", "\"restored\":4");
    }

    @Test
    void request_thatNamesNoCopy_isRejected() {
        String live = tables.names().netStock();
        assertThatThrownBy(
                        () ->
                                drill().answer(
                                                new DrillRequest(
                                                        Action.REPLAY_TABLE,
                                                        live,
                                                        deltas,
                                                        allowances,
                                                        "copy",
                                                        1,
                                                        at,
                                                        Optional.empty()),
                                                call()))
                .isInstanceOf(IllegalArgumentException.class);
        byte[] sample =
                SampleEvents.json("restore-drill/reconcile").getBytes(StandardCharsets.UTF_8);
        assertThat(DrillRequest.decode(sample)).isInstanceOf(Decoded.Valid.class);
        String unmarked = new String(sample, StandardCharsets.UTF_8).replace("-drill-", "-");
        assertThat(DrillRequest.decode(unmarked.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Decoded.Invalid.class);
    }

    /** A mall gets ten units of its own, and sells three. */
    private void sellFromAPool() {
        var clock = new SettableClock();
        clock.advance(Duration.between(clock.instant(), Instant.now()));
        Shop shop = Shop.over(tables, tables.client(), clock);
        shop.setAside("rakuten", "b", "east", 10, "aside");
        shop.accept("rakuten", "of-a-pool", line("b", "east", 3));
    }

    private String answer(Action action) {
        return drill().answer(
                        new DrillRequest(
                                action, items, deltas, allowances, "copy", 1, at, Optional.empty()),
                        call(Duration.ofMinutes(5)));
    }

    private RestoreDrill drill() {
        return new RestoreDrill(
                new RestoreDrill.Stage(
                        new DynamoTablePair(
                                tables.client(),
                                tables.names().netStock(),
                                tables.names().stockDeltas(),
                                DynamoNetStock.retries((_, _) -> {})),
                        Shop.LOCATIONS,
                        ledger.config(),
                        ledger.database()),
                archive,
                _ -> copy.database(),
                (_, _) -> {});
    }

    private DynamoNetStock stock() {
        return new DynamoNetStock(
                tables.client(),
                tables.names(),
                Shop.LOCATIONS,
                InstantSource.system(),
                (_, _) -> {});
    }

    private void order(String order, RequestedLine... lines) {
        stock().reserveFlow().reserve(Shop.order(order, lines), call());
        post(eventsOf(order));
    }

    private void post(List<StockEvent> events) {
        new LedgerPosting(ledger.database(), _ -> {}).post(events);
    }

    private List<StockEvent> eventsOf(String order) {
        return rowsOf(order).stream()
                .flatMap(row -> StockEvents.of(DeltaCodec.decode(row)).stream())
                .toList();
    }

    private List<Map<String, AttributeValue>> rowsOf(String order) {
        String cause = Cause.of(new OrderId(order)).key();
        return tables.scan(tables.names().stockDeltas()).stream()
                .filter(row -> cause.equals(Attributes.text(row, "cause")))
                .toList();
    }

    private void deleteRowsOf(String order) {
        for (var row : rowsOf(order)) {
            tables.client()
                    .deleteItem(
                            it ->
                                    it.tableName(tables.names().stockDeltas())
                                            .key(
                                                    Map.of(
                                                            "cause",
                                                                    Attributes.text(
                                                                            Attributes.text(
                                                                                    row, "cause")),
                                                            "step",
                                                                    Attributes.text(
                                                                            Attributes.text(
                                                                                    row,
                                                                                    "step")))));
        }
    }

    private void copyItems() {
        tables.fill(items, new ArrayList<>(tables.scan(tables.names().netStock())));
    }

    private void copyDeltas() {
        tables.fill(deltas, new ArrayList<>(tables.scan(tables.names().stockDeltas())));
    }

    private long reserved(String table, String sku) {
        return tables.scan(table).stream()
                .filter(item -> sku.equals(Attributes.text(item, "sku")))
                .mapToLong(item -> Attributes.number(item, "reserved"))
                .sum();
    }
}
