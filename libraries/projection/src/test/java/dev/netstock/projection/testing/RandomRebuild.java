package dev.netstock.projection.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.Batches;
import dev.netstock.platform.testing.Length;
import dev.netstock.platform.testing.Seed;
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
 * A projection of the deltas, rebuilt during random commands: the new generation must equal the
 * live one. {@code -Dtest.seed=SEED} replays a run.
 *
 * @param tables the local tables
 * @param archive the archive of older events
 * @param consume passes a batch of events to the live consumer
 * @param export all generations in a canonical form
 * @param steps the rebuild
 */
public record RandomRebuild(
        LocalTables tables,
        InMemoryArchive archive,
        Consumer<List<StockEvent>> consume,
        Supplier<Map<Integer, String>> export,
        RebuildSteps steps) {
    private static final long SEED = Seed.or(1);
    private static final int BATCH = 100;

    /**
     * Rebuilds during 10,000 commands, or a tenth of them in the short form, and retires the old
     * generation.
     *
     * @param charactersMin the minimum length of the canonical form, which proves that something
     *     was projected by the full form
     */
    public void amidCommands(int charactersMin) {
        RandomTrade trade = trade();
        record(trade.run(part(7_500)));
        int generation = steps.start("");
        record(trade.run(part(500)));
        steps.replay(generation, 0);
        steps.replay(generation, 1);
        record(trade.run(part(1_000)));
        steps.replay(generation, 2);
        steps.replay(generation, 3);
        record(trade.run(part(500)));
        Map<Integer, String> before = export.get();
        assertThat(before.get(1)).as("seed %d", SEED).hasSizeGreaterThan(part(charactersMin));
        assertThat(before.get(generation)).as("seed %d", SEED).isEqualTo(before.get(1));

        steps.switchTo(generation);
        record(trade.run(part(500)));
        steps.retire(1);

        assertThat(export.get()).containsOnlyKeys(generation);
    }

    private static int part(int ofTheFullForm) {
        return Length.isFull() ? ofTheFullForm : ofTheFullForm / 10;
    }

    /**
     * Rebuilds from events that are only in the archive, partly duplicated, and from the deltas.
     */
    public void withHalfOfTheDeltasInTheArchiveAlone() {
        RandomTrade trade = trade();
        List<Delta> older = trade.run(500);
        consumeAll(older);
        archive.put("events/2026/11/21/a.gz", events(older.subList(0, older.size() / 3)));
        archive.put(
                "events/2026/11/22/b.gz", events(older.subList(older.size() / 4, older.size())));
        record(trade.run(500));
        int generation = steps.start(",'archiveBefore':'2026-11-21T23:00:00Z'");
        steps.replayAll(generation);
        assertThat(export.get().get(generation)).as("seed %d", SEED).isEqualTo(export.get().get(1));
    }

    private static RandomTrade trade() {
        return new RandomTrade(SEED, Duration.ofMillis(500));
    }

    /** Writes the deltas, and passes their events to the consumer. */
    private void record(List<Delta> deltas) {
        tables.fill(tables.names().stockDeltas(), deltas.stream().map(DeltaCodec::encode).toList());
        consumeAll(deltas);
    }

    private void consumeAll(List<Delta> deltas) {
        Batches.of(events(deltas), BATCH).forEach(consume);
    }

    private static List<StockEvent> events(List<Delta> deltas) {
        return deltas.stream().flatMap(delta -> StockEvents.of(delta).stream()).toList();
    }
}
