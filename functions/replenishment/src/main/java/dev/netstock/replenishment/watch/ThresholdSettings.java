package dev.netstock.replenishment.watch;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sets when a SKU is low, and tells at once of the locations where it is. Whoever sets last wins,
 * as a whole. Thread-safe.
 *
 * @param settling moves items on
 * @param levels what net stock has now
 * @param parallel runs locations side by side
 * @param clock the time of day
 */
public record ThresholdSettings(
        ItemSettlement settling, LevelSource levels, Parallel parallel, InstantSource clock) {
    /**
     * Sets the settings of a SKU. Safe to repeat, and to be repeated after any failure: some
     * locations may not have the settings yet.
     *
     * @param serving the generation that tells
     * @param building the generation that is being built, if there is one: it is taken along
     * @throws RetryLaterException if not all was written and told within the call's deadline
     */
    public SkuSettings set(
            int serving, Optional<Integer> building, SkuSettings.Wish wish, Call call) {
        SkuSettings settings = write(wish, call);
        each(settings, item -> apply(serving, settings, item, call));
        Map<ItemKey, Level> found = levels.levels(settings.items(), call);
        each(settings, item -> look(serving, building, found, item, call));
        return settings;
    }

    /** The settings of a SKU; none if it never had any. */
    public SkuSettings read(Sku sku, Call call) {
        return settling.retries()
                .run(Operation.READ, () -> settling.table().settings(sku), call)
                .orElseGet(() -> SkuSettings.none(sku));
    }

    private SkuSettings write(SkuSettings.Wish wish, Call call) {
        for (int conflicts = 1; ; conflicts++) {
            SkuSettings next = read(wish.sku(), call).next(wish, clock.instant());
            if (settling.retries()
                    .run(Operation.IDEMPOTENT_WRITE, () -> settling.table().write(next), call)) {
                return next;
            }
            settling.retries().pauseAfter(conflicts, call);
        }
    }

    /** First of all, and of every location: from then on no level is passed over any more. */
    private void apply(int serving, SkuSettings settings, ItemKey item, Call call) {
        settling.settle(
                serving, settling.item(serving, item, call), List.of(settings::appliedTo), call);
    }

    private void look(
            int serving,
            Optional<Integer> building,
            Map<ItemKey, Level> found,
            ItemKey item,
            Call call) {
        Level level = found.getOrDefault(item, Level.NONE);
        Instant now = clock.instant();
        SettledItem leader =
                settling.settle(
                        serving,
                        settling.item(serving, item, call),
                        List.of(watched -> watched.looked(level, now)),
                        call);
        building.ifPresent(
                generation ->
                        settling.settle(
                                generation,
                                settling.item(generation, item, call),
                                List.of(watched -> watched.following(leader.item(), now)),
                                call));
    }

    private void each(SkuSettings settings, Consumer<ItemKey> task) {
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
