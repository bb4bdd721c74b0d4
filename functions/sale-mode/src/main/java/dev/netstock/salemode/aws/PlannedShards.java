package dev.netstock.salemode.aws;

import dev.netstock.events.ShardMessage.Place;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.call.Call;
import dev.netstock.salemode.step.SaleShards;
import dev.netstock.shards.plan.ShardTargets;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.level.ShardTotals;

import java.util.Collection;

/** Requests shards through their plans, which the shards function applies. Thread-safe. */
public final class PlannedShards implements SaleShards {
    private final ShardTargets targets;
    private final ShardTotals items;
    private final ShardNotifier notifier;

    public PlannedShards(ShardTargets targets, ShardTotals items, ShardNotifier notifier) {
        this.targets = targets;
        this.items = items;
        this.notifier = notifier;
    }

    @Override
    public int atLeast(ItemKey firstItem, int shards, Call call) {
        return targets.atLeast(firstItem, shards, call).target().pinned().orElse(shards);
    }

    @Override
    public int open(ItemKey firstItem, Call call) {
        return items.items(firstItem, call).stream()
                .findFirst()
                .map(first -> first.openShards())
                .orElse(1);
    }

    @Override
    public void applyNow(Collection<ItemKey> firstItems, Call call) {
        notifier.look(
                firstItems.stream()
                        .map(item -> new Place(item.sku().value(), item.location().value()))
                        .toList(),
                call);
    }
}
