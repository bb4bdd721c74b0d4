package dev.netstock.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.invocation.testing.Reply;
import dev.netstock.invocation.testing.TestContext;
import dev.netstock.projection.aws.RebuildConfig;
import dev.netstock.projection.aws.RebuildConfig.Edges;
import dev.netstock.projection.testing.ArchiveInMemory;
import dev.netstock.projection.testing.RebuildSteps;
import dev.netstock.stock.TryAgainException;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.model.RandomTrade;
import dev.netstock.stock.table.Batches;
import dev.netstock.stock.testing.SettableClock;
import dev.netstock.telemetry.FailureTally;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

class SalesRebuildTest {
    private static final long SEED = Long.getLong("rebuild.seed", 1);

    private final Till till = Till.open();
    private final SettableClock clock = new SettableClock();
    private final ArchiveInMemory archive = new ArchiveInMemory();
    private final String deltas = till.tables().names().stockDeltas();
    private final SalesHandler live = till.handler();
    private final SalesRebuildHandler rebuild =
            new SalesRebuildHandler(
                    till.config(),
                    new RebuildConfig(
                            till.config().projectionsTable(),
                            deltas,
                            "archive",
                            Duration.ofSeconds(20)),
                    new Edges(till.tables().client(), archive, (_, _) -> {}, clock, clock::advance),
                    new FailureTally());
    private final RebuildSteps steps =
            new RebuildSteps(this::invoke, seconds -> clock.advance(Duration.ofSeconds(seconds)));

    @Test
    void rebuild_amidTenThousandRandomCommands_equalsTheLiveOneByteForByte() {
        var trade = new RandomTrade(SEED, Duration.ofMillis(500));
        happen(trade.run(7_500));
        int generation = steps.start("");
        happen(trade.run(500));
        steps.replay(generation, 0);
        steps.replay(generation, 1);
        happen(trade.run(1_000));
        steps.replay(generation, 2);
        steps.replay(generation, 3);
        happen(trade.run(500));
        Map<Integer, String> before = till.export();
        assertThat(before.get(1)).as("seed %d", SEED).hasSizeGreaterThan(50_000);
        assertThat(before.get(generation)).as("seed %d", SEED).isEqualTo(before.get(1));

        steps.switchTo(generation);
        happen(trade.run(500));
        steps.retire(1);

        assertThat(till.export()).containsOnlyKeys(generation);
        Reply day = till.ask("from=2026-11-21T00:00:00Z&to=2026-11-22T00:00:00Z");
        assertThat(day.body().at("/total/units").asLong()).isPositive();
    }

    @Test
    void rebuild_whenHalfOfTheDeltasAreInTheArchiveAlone_equalsTheLiveOne() {
        var trade = new RandomTrade(SEED, Duration.ofMillis(500));
        List<Delta> older = trade.run(500);
        consume(older);
        archive.put("events/2026/11/21/a.gz", events(older.subList(0, older.size() / 3)));
        archive.put(
                "events/2026/11/22/b.gz", events(older.subList(older.size() / 4, older.size())));
        happen(trade.run(500));
        int generation = steps.start(",'archiveBefore':'2026-11-21T23:00:00Z'");
        steps.replayAll(generation);
        assertThat(till.export().get(generation)).isEqualTo(till.export().get(1));
    }

    @Test
    void handleRequest_whenTheSampleEventComes_begins() {
        assertThat(invoke(SampleEvents.json("sales-rebuild/start")))
                .startsWith("{\"generation\":2,\"state\":\"WAITING\",\"waitSeconds\":23");
    }

    @Test
    void constructor_whenLambdaCallsIt_wiresTheFunctionFromTheEnvironment() {
        assertThatThrownBy(
                        () ->
                                invoke(
                                        new SalesRebuildHandler(),
                                        "{\"action\":\"status\"}",
                                        TestContext.withTimeLeft(700)))
                .isInstanceOf(TryAgainException.class);
    }

    /** They are written, and the function that counts hears of them. */
    private void happen(List<Delta> news) {
        till.tables().fill(deltas, news.stream().map(DeltaCodec::encode).toList());
        consume(news);
    }

    private void consume(List<Delta> news) {
        for (List<StockEvent> batch : Batches.of(events(news), 100)) {
            assertThat(Till.failed(live.handleRequest(Till.messages(batch), TestContext.create())))
                    .isEmpty();
        }
    }

    private static List<StockEvent> events(List<Delta> deltas) {
        return deltas.stream().flatMap(delta -> StockEvents.of(delta).stream()).toList();
    }

    private String invoke(String request) {
        return invoke(rebuild, request, TestContext.withTimeLeft(60_000));
    }

    private static String invoke(SalesRebuildHandler handler, String request, TestContext context) {
        var output = new ByteArrayOutputStream();
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(request.getBytes(StandardCharsets.UTF_8)),
                    output,
                    context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output.toString(StandardCharsets.UTF_8);
    }
}
