package dev.netstock.projection.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.Batches;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.event.StockEvents;
import dev.netstock.stock.model.RandomTrade;
import dev.netstock.stock.testing.LocalTables;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A projection of the deltas, rebuilt in the midst of random commands: whatever it is a projection
 * of, the new generation equals the live one. {@code -Drebuild.seed=SEED} shows a run again.
 *
 * @param tables where the deltas stand
 * @param archive which is read for what the deltas lack
 * @param consume lets the live consumer hear of a batch of events
 * @param export every generation in its one canonical form
 * @param steps the rebuild
 */
public record RandomRebuild(
        LocalTables tables,
        InMemoryArchive archive,
        Consumer<List<StockEvent>> consume,
        Supplier<Map<Integer, String>> export,
        RebuildSteps steps) {
    private static final long SEED = Long.getLong("rebuild.seed", 1);
    private static final int BATCH = 100;

    /**
     * Rebuilds amid 10,000 commands, and retires the old one.
     *
     * @param charactersMin so many, at least, the canonical form has: something was projected
     */
    public void amidTenThousandCommands(int charactersMin) {
        RandomTrade trade = trade();
        happen(trade.run(7_500));
        int generation = steps.start("");
        happen(trade.run(500));
        steps.replay(generation, 0);
        steps.replay(generation, 1);
        happen(trade.run(1_000));
        steps.replay(generation, 2);
        steps.replay(generation, 3);
        happen(trade.run(500));
        Map<Integer, String> before = export.get();
        assertThat(before.get(1)).as("seed %d", SEED).hasSizeGreaterThan(charactersMin);
        assertThat(before.get(generation)).as("seed %d", SEED).isEqualTo(before.get(1));

        steps.switchTo(generation);
        happen(trade.run(500));
        steps.retire(1);

        assertThat(export.get()).containsOnlyKeys(generation);
    }

    /** Rebuilds what stands in the archive alone, partly twice, and what the deltas have. */
    public void withHalfOfTheDeltasInTheArchiveAlone() {
        RandomTrade trade = trade();
        List<Delta> older = trade.run(500);
        consumeAll(older);
        archive.put("events/2026/11/21/a.gz", events(older.subList(0, older.size() / 3)));
        archive.put(
                "events/2026/11/22/b.gz", events(older.subList(older.size() / 4, older.size())));
        happen(trade.run(500));
        int generation = steps.start(",'archiveBefore':'2026-11-21T23:00:00Z'");
        steps.replayAll(generation);
        assertThat(export.get().get(generation)).as("seed %d", SEED).isEqualTo(export.get().get(1));
    }

    private static RandomTrade trade() {
        return new RandomTrade(SEED, Duration.ofMillis(500));
    }

    /** They are written, and the consumer hears of them. */
    private void happen(List<Delta> news) {
        tables.fill(tables.names().stockDeltas(), news.stream().map(DeltaCodec::encode).toList());
        consumeAll(news);
    }

    private void consumeAll(List<Delta> news) {
        Batches.of(events(news), BATCH).forEach(consume);
    }

    private static List<StockEvent> events(List<Delta> deltas) {
        return deltas.stream().flatMap(delta -> StockEvents.of(delta).stream()).toList();
    }
}
