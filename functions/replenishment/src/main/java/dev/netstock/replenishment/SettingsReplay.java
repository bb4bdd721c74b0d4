package dev.netstock.replenishment;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.projection.UnfinishedGeneration;
import dev.netstock.projection.rebuild.GenerationSource;
import dev.netstock.projection.rebuild.ReplayCursor;
import dev.netstock.projection.rebuild.ReplayCursor.InRows;
import dev.netstock.projection.rebuild.RowKey;
import dev.netstock.replenishment.dynamodb.DynamoSettingsRows;
import dev.netstock.replenishment.watch.Level;
import dev.netstock.replenishment.watch.LevelSource;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.replenishment.watch.WatchedItems;
import dev.netstock.stock.ItemKey;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds a generation of watched items from the settings of all SKUs, the current levels of net
 * stock, and the recorded crossings. If a level was lost, it publishes the crossing that is due.
 * Thread-safe.
 */
final class SettingsReplay implements GenerationSource {
    /** The time that a SKU, or the next page, and the response may take. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final DynamoSettingsRows rows;
    private final WatchedItems items;
    private final LevelSource levels;
    private final Retries retries;
    private final InstantSource clock;

    SettingsReplay(
            DynamoSettingsRows rows,
            WatchedItems items,
            LevelSource levels,
            Retries retries,
            InstantSource clock) {
        this.rows = rows;
        this.items = items;
        this.levels = levels;
        this.retries = retries;
        this.clock = clock;
    }

    @Override
    public Retries retries() {
        return retries;
    }

    @Override
    public Replayed replay(
            UnfinishedGeneration building, int segment, ReplayCursor from, Call call) {
        RowKey at = from instanceof InRows(RowKey after) ? after : RowKey.NONE;
        long skus = 0;
        do {
            DynamoSettingsRows.Page page = page(building, segment, at, call);
            for (DynamoSettingsRows.Row row : page.settings()) {
                if (skus > 0 && !call.deadline().leaves(MARGIN)) {
                    return new Replayed(skus, Optional.of(new InRows(at)));
                }
                try {
                    rebuild(building.generation(), row.settings(), call);
                } catch (RetryLaterException e) {
                    return upTo(skus, at, e);
                }
                at = row.key();
                skus++;
            }
            if (page.last().isEmpty()) {
                return new Replayed(skus, Optional.empty());
            }
            at = page.last().get();
        } while (call.deadline().leaves(MARGIN));
        return new Replayed(skus, Optional.of(new InRows(at)));
    }

    private DynamoSettingsRows.Page page(
            UnfinishedGeneration building, int segment, RowKey after, Call call) {
        return retries.run(
                Operation.READ, () -> rows.page(segment, building.segments(), after), call);
    }

    /** Keeps what is done; a call that completed no SKU fails. */
    private static Replayed upTo(long skus, RowKey at, RetryLaterException e) {
        if (skus == 0) {
            throw e;
        }
        return new Replayed(skus, Optional.of(new InRows(at)));
    }

    /**
     * Builds the items of a SKU. They are created before levels and crossings are read: from then
     * on, consumers update them with each change. Safe to repeat.
     */
    private void rebuild(int generation, SkuSettings settings, Call call) {
        List<ItemKey> keys = settings.items();
        Map<ItemKey, ?> existing = items.items(generation, keys, call);
        keys.stream()
                .filter(item -> !existing.containsKey(item))
                .forEach(item -> items.update(generation, item, settings::applyTo, call));
        Map<ItemKey, Level> found = levels.levels(keys, call);
        for (ItemKey item : keys) {
            Level level = found.getOrDefault(item, Level.NONE);
            Instant now = clock.instant();
            long crossings = items.crossings(item, call);
            items.update(
                    generation,
                    item,
                    watched -> settings.applyTo(watched).catchUp(crossings).evaluate(level, now),
                    call);
        }
    }
}
