package dev.netstock.settings;

import static java.util.stream.Collectors.toMap;

import dev.netstock.events.ShardMessage.Place;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.shards.plan.ShardPlan;
import dev.netstock.shards.plan.ShardTargets;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The number of shards that settings pin. Thread-safe. */
public final class ShardSettings {
    private final ShardTargets targets;
    private final ShardNotifier notifier;
    private final Parallel parallel;

    /**
     * @param targets the numbers
     * @param notifier requests a review of what has changed
     * @param parallel changes the locations of a SKU in parallel
     */
    public ShardSettings(ShardTargets targets, ShardNotifier notifier, Parallel parallel) {
        this.targets = targets;
        this.notifier = notifier;
        this.parallel = parallel;
    }

    /** The pinned numbers of a SKU by location. */
    public Map<Location, Integer> read(Sku sku, Call call) {
        return targets.of(sku, call).stream()
                .filter(plan -> plan.target().pinned().isPresent())
                .collect(
                        toMap(
                                plan -> plan.item().location(),
                                plan -> plan.target().pinned().orElseThrow()));
    }

    /**
     * Pins the given locations, and leaves all others to the policy. Safe to repeat.
     *
     * @param version the version of the settings
     */
    public void replace(Sku sku, Map<Location, Integer> pins, long version, Call call) {
        Map<Location, ShardPlan> before = new HashMap<>();
        targets.of(sku, call).forEach(plan -> before.put(plan.item().location(), plan));
        pins.keySet()
                .forEach(
                        location ->
                                before.putIfAbsent(
                                        location, ShardPlan.none(ItemKey.of(sku, location))));
        // Also if nothing changes, so that older settings that arrive later are ignored.
        List<ShardPlan> _ =
                parallel.run(
                        before.values().stream()
                                .<Supplier<ShardPlan>>map(
                                        plan ->
                                                () ->
                                                        targets.pin(
                                                                plan.item(),
                                                                pin(plan, pins),
                                                                version,
                                                                call))
                                .toList());
        notifier.look(
                before.values().stream()
                        .filter(plan -> !pin(plan, pins).equals(plan.target().pinned()))
                        .map(plan -> new Place(sku.value(), plan.item().location().value()))
                        .toList(),
                call);
    }

    private static Optional<Integer> pin(ShardPlan plan, Map<Location, Integer> pins) {
        return Optional.ofNullable(pins.get(plan.item().location()));
    }
}
