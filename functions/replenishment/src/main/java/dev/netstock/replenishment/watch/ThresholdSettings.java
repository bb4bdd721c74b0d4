package dev.netstock.replenishment.watch;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Stores the settings of SKUs, applies the thresholds to the watched items, and publishes crossings
 * at once. The last write wins, as a whole. Thread-safe.
 */
public final class ThresholdSettings {
    private final WatchTable table;
    private final WatchedItems items;
    private final LevelSource levels;
    private final Retries retries;
    private final Parallel parallel;
    private final InstantSource clock;

    public ThresholdSettings(
            WatchTable table,
            WatchedItems items,
            LevelSource levels,
            Retries retries,
            Parallel parallel,
            InstantSource clock) {
        this.table = table;
        this.items = items;
        this.levels = levels;
        this.retries = retries;
        this.parallel = parallel;
        this.clock = clock;
    }

    /**
     * Replaces the settings of a SKU. Safe to repeat, and has to be repeated after any failure:
     * some locations may not have the settings yet.
     *
     * @param serving the generation that publishes
     * @param building the generation that is being built, if there is one: its items are updated
     *     too
     * @param replacement the settings that replace the current ones; called again if others have
     *     replaced them meanwhile
     * @throws dev.netstock.platform.call.RetryLaterException if not everything was written and
     *     published within the call's deadline
     */
    public SkuSettings replace(
            int serving,
            Optional<Integer> building,
            Sku sku,
            Function<SkuSettings, SkuSettings.Replacement> replacement,
            Call call) {
        SkuSettings settings = write(sku, replacement, call);
        // First, and at every location: from then on, consumers evaluate each level.
        forEachItem(settings, item -> items.update(serving, item, settings::applyTo, call));
        Map<ItemKey, Level> found = levels.levels(settings.items(), call);
        forEachItem(settings, item -> evaluate(serving, building, found, item, call));
        return settings;
    }

    /** The settings of a SKU; empty settings if it never had any. */
    public SkuSettings read(Sku sku, Call call) {
        return retries.run(Operation.READ, () -> table.settings(sku), call)
                .orElseGet(() -> SkuSettings.none(sku));
    }

    private SkuSettings write(
            Sku sku, Function<SkuSettings, SkuSettings.Replacement> replacement, Call call) {
        for (int conflicts = 1; ; conflicts++) {
            SkuSettings current = read(sku, call);
            SkuSettings next = current.next(replacement.apply(current), clock.instant());
            if (retries.run(Operation.IDEMPOTENT_WRITE, () -> table.write(next), call)) {
                return next;
            }
            retries.pauseAfter(conflicts, call);
        }
    }

    private void evaluate(
            int serving,
            Optional<Integer> building,
            Map<ItemKey, Level> found,
            ItemKey item,
            Call call) {
        Level level = found.getOrDefault(item, Level.NONE);
        Instant now = clock.instant();
        UpdatedItem leader =
                items.update(serving, item, watched -> watched.evaluate(level, now), call);
        building.ifPresent(
                generation ->
                        items.update(
                                generation,
                                item,
                                watched -> watched.follow(leader.item(), now),
                                call));
    }

    private void forEachItem(SkuSettings settings, Consumer<ItemKey> task) {
        parallel.run(
                settings.items().stream()
                        .<Supplier<Boolean>>map(
                                item ->
                                        () -> {
                                            task.accept(item);
                                            return true;
                                        })
                        .toList());
    }
}
