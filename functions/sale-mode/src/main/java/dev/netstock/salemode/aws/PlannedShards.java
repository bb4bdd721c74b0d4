package dev.netstock.salemode.aws;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.netstock.events.ShardMessage.Place;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.salemode.step.SaleShards;
import dev.netstock.shards.plan.ShardPlan;
import dev.netstock.shards.plan.ShardTargets;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.table.StockItem;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Requests shards through their plans, which the shards function applies. Thread-safe.
 *
 * @param targets the plans
 * @param items the items, which hold the numbers of open shards
 * @param places which locations sell
 * @param parallel changes the plans of a SKU in parallel
 * @param notifier requests a review of what is not as requested
 */
public record PlannedShards(
        ShardTargets targets,
        ShardTotals items,
        PlaceSource places,
        Parallel parallel,
        ShardNotifier notifier)
        implements SaleShards {
    @Override
    public List<LocationShards> atLeast(Sku sku, int shards, Call call) {
        Places now = places.current(call);
        Map<ItemKey, ShardPlan> plans =
                targets.of(sku, call).stream().collect(toMap(ShardPlan::item, identity()));
        List<Requested> requested =
                parallel.run(
                        items.firstItems(sku, call).stream()
                                .filter(item -> now.sells(item.key().location()))
                                .<Supplier<Requested>>map(
                                        item ->
                                                () ->
                                                        request(
                                                                item,
                                                                plans.getOrDefault(
                                                                        item.key(),
                                                                        ShardPlan.none(item.key())),
                                                                shards,
                                                                call))
                                .toList());
        notifier.look(
                requested.stream()
                        .filter(one -> one.isNew() || !one.shards().areOpen())
                        .map(one -> new Place(sku.value(), one.item().location().value()))
                        .toList(),
                call);
        return requested.stream().map(Requested::shards).toList();
    }

    /** What is requested of an item; {@code isNew} if it was not before. */
    private record Requested(ItemKey item, boolean isNew, LocationShards shards) {}

    private Requested request(StockItem item, ShardPlan before, int shards, Call call) {
        boolean isNew = before.target().atLeast() != shards;
        ShardPlan plan = isNew ? targets.atLeast(item.key(), shards, call) : before;
        return new Requested(
                item.key(),
                isNew,
                new LocationShards(plan.target().pinned().orElse(shards), item.openShards()));
    }
}
