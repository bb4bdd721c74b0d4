package dev.netstock.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import dev.netstock.events.EventData.DisplaySamplesChanged;
import dev.netstock.events.EventData.StockLow;
import dev.netstock.events.EventData.StockRecovered;
import dev.netstock.events.EventType;
import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.ledger.testing.KilledTransactions;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.testing.Deliveries;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.model.RandomTrade;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** {@code -Dtest.seed=S -Dtest.length=1} runs seed S alone. */
class LedgerPostingHandlerTest {
    private static final int FIRST = (int) Seed.or(1);
    private static final int SEEDS = Length.of(8, 500);
    private static final int COMMANDS = 100;

    private static final List<String> ALL =
            List.of(
                    "SELECT delta_id, occurred_at, type, order_id, step, channel FROM deltas ORDER"
                            + " BY 1",
                    "SELECT * FROM delta_lines ORDER BY delta_id, line",
                    "SELECT order_id, channel, state, step, first_at, changed_at FROM orders ORDER"
                            + " BY 1",
                    "SELECT * FROM order_lines ORDER BY 1, 2, 3",
                    "SELECT sku, location, taken, supply, version FROM net_stock ORDER BY 1, 2");

    private final TestLedger ledger = TestLedger.create();
    private final AtomicInteger woken = new AtomicInteger();

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void handleRequest_ofTheSampleEvents_postsThem() {
        SQSEvent event =
                LambdaEvents.read(SQSEvent.class, SampleEvents.json("ledger-posting/events"));

        assertThat(
                        over(ledger.database())
                                .handleRequest(event, TestContext.create())
                                .getBatchItemFailures())
                .isEmpty();

        assertThat(ledger.rows("SELECT order_id, state, step FROM orders ORDER BY 1"))
                .containsExactly("A-1001 CONFIRMED 3", "A-1002 RELEASED 2", "A-1003 EXPIRED 2");
        assertThat(ledger.rows("SELECT sku, location, taken FROM net_stock ORDER BY 1, 2"))
                .contains("4901234567894 shinjuku -3");
        assertThat(ledger.number("SELECT count(*) FROM net_stock WHERE taken_heard_at IS NULL"))
                .isZero();
    }

    @Test
    void handleRequest_ofOrders_doesNotChangeSupply() {
        ledger.execute("SELECT touch('{sku-0}', '{east}'), recalculate('{sku-0}', '{east}')");
        long version = ledger.number("SELECT version FROM net_stock");

        deliver(ledger, events(1), Deliveries.clean());

        assertThat(
                        ledger.rows(
                                "SELECT version, supply FROM net_stock WHERE sku = 'sku-0' AND"
                                        + " location = 'east'"))
                .containsExactly(version + " 0");
    }

    @Test
    void handleRequest_ofDisplaySamples_subtractsThemAndWakesTheSync() {
        ledger.addItems("A");
        post(samples(2, 100));
        assertThat(ledger.rows("SELECT samples, supply FROM net_stock WHERE sku = 'A'"))
                .containsExactly("2 -2");
        assertThat(woken).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"units\": -2', '\"units\": -3'",
        "'umeda', 'shinjuku'",
        "'\"channel\": \"pos\"', '\"channel\": \"web\"'",
        "'02:03:04', '02:03:05'"
    })
    void handleRequest_ofADeltaWithAnIdThatHadOtherContents_countsTheFirstAndKeepsTheOther(
            String part, String other) {
        String first = reserved("-2", "umeda", "pos", "02:03:04");
        String second = first.replace(part, other);
        assertThat(second).isNotEqualTo(first);
        for (List<String> batch :
                List.of(List.of(first), List.of(first, second), List.of(second, second))) {
            Deliveries deliveries = Deliveries.clean();
            batch.forEach(deliveries::send);
            deliveries.deliverAll(
                    (event, context, _) -> over(ledger.database()).handleRequest(event, context));
        }
        assertThat(ledger.rows("SELECT sku, location, taken FROM net_stock"))
                .containsExactly("A umeda 2");
        assertThat(ledger.number("SELECT count(*) FROM deltas")).isEqualTo(1);
        assertThat(ledger.rows("SELECT subject, name, counted <> refused FROM contradictions"))
                .containsExactly("delta order#o-1#0001 t");
    }

    private static String reserved(String units, String location, String channel, String time) {
        return SampleEvents.of(EventType.RESERVATION_RESERVED)
                .replaceAll("A-\\d+", "o-1")
                .replaceAll("4901234567894", "A")
                .replaceAll("\"location\": *\"[^\"]+\"", "\"location\": \"" + location + "\"")
                .replaceAll("\"units\": *-?\\d+", "\"units\": " + units)
                .replaceAll("\"channel\": *\"[^\"]+\"", "\"channel\": \"" + channel + "\"")
                .replaceAll("\\d\\d:\\d\\d:\\d\\d", time);
    }

    @Test
    void handleRequest_ofDuplicateAndLateSamples_keepsTheNewest() {
        ledger.addItems("A");
        post(samples(2, 100), samples(5, 300), samples(5, 300));
        post(samples(3, 200));
        assertThat(ledger.rows("SELECT units, version FROM display_samples"))
                .containsExactly("5 300");
        assertThat(ledger.rows("SELECT samples FROM net_stock WHERE sku = 'A'"))
                .containsExactly("5");
        assertThat(woken).hasValue(1);
    }

    /** In any order, and with duplicates. */
    @ParameterizedTest
    @CsvSource({
        "low, t",
        "low recovered, f",
        "recovered low, f",
        "low recovered low2, t",
        "low2 recovered low, t",
        "low2 low2 low, t",
        "recovered2 low low2 recovered, f"
    })
    void handleRequest_ofLowStock_keepsTheNewestReport(String reports, String isLow) {
        List<StockEvent> events =
                Pattern.compile(" ")
                        .splitAsStream(reports)
                        .map(LedgerPostingHandlerTest::stockReport)
                        .toList();
        events.forEach(this::post);
        assertThat(ledger.rows("SELECT sku, location, is_low FROM low_stock"))
                .containsExactly("A east " + isLow);
        ledger.execute("DELETE FROM low_stock");
        post(events.toArray(StockEvent[]::new));
        assertThat(ledger.rows("SELECT sku, location, is_low FROM low_stock"))
                .containsExactly("A east " + isLow);
    }

    /** {@code low2} says that the stock is low in episode 2. */
    private static StockEvent stockReport(String report) {
        long episode = report.endsWith("2") ? 2 : 1;
        return new StockEvent(
                report,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                report.startsWith("low")
                        ? new StockLow("A", "east", episode, 3, 4, 2)
                        : new StockRecovered("A", "east", episode, 9, 8));
    }

    private void post(StockEvent... events) {
        Deliveries deliveries = Deliveries.clean();
        for (StockEvent event : events) {
            deliveries.send(EventJson.write(event));
        }
        deliveries.deliverAll(
                (event, context, _) -> over(ledger.database()).handleRequest(event, context));
    }

    private static StockEvent samples(long units, long version) {
        return new StockEvent(
                "display-samples.changed#A#east#" + version,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                new DisplaySamplesChanged("A", "east", units, version));
    }

    @Test
    void ledger_afterFaultyDeliveries_equalsACleanOne() {
        try (TestLedger clean = TestLedger.create()) {
            for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
                List<StockEvent> events = events(seed);
                deliver(ledger, events, Deliveries.unreliable(seed));
                deliver(clean, events, Deliveries.clean());
            }
            for (String table : ALL) {
                assertThat(ledger.rows(table)).as(table).isEqualTo(clean.rows(table));
            }
        }
        assertThat(ledger.rows("SELECT DISTINCT state FROM orders ORDER BY 1"))
                .containsExactly("CANCELLED", "CONFIRMED", "EXPIRED", "RELEASED", "RESERVED");
        assertThat(
                        ledger.rows(
                                "SELECT sku, location, sum(taken) FROM order_lines GROUP BY 1, 2"
                                        + " ORDER BY 1, 2"))
                .isEqualTo(ledger.rows("SELECT sku, location, taken FROM net_stock ORDER BY 1, 2"));
    }

    private void deliver(TestLedger ledger, List<StockEvent> events, Deliveries deliveries) {
        events.forEach(event -> deliveries.send(EventJson.write(event)));
        LedgerPostingHandler immortal = over(ledger.database());
        deliveries.deliverAll(
                (event, context, requestsMax) ->
                        (requestsMax == Deliveries.FOR_EVER
                                        ? immortal
                                        : over(
                                                KilledTransactions.killedAfter(
                                                        ledger.database(), requestsMax)))
                                .handleRequest(event, context));
    }

    private LedgerPostingHandler over(Transactions ledger) {
        return new LedgerPostingHandler(
                new LedgerPosting(ledger, _ -> woken.incrementAndGet()), new FailureTally());
    }

    private static List<StockEvent> events(long seed) {
        return new RandomTrade(seed, Duration.ofSeconds(10))
                .run(COMMANDS).stream().flatMap(delta -> StockEvents.of(delta).stream()).toList();
    }
}
