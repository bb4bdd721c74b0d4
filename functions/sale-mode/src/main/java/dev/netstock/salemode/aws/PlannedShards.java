package dev.netstock.salemode.aws;

import dev.netstock.events.ShardMessage.Place;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.call.Call;
import dev.netstock.salemode.step.SaleShards;
import dev.netstock.shards.plan.ShardTargets;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.level.ShardTotals;

import java.util.Collection;

/**
 * Requests shards through their plans, which the shards function applies. Thread-safe.
 *
 * @param targets stores the requested number of shards
 * @param items reads the number of open shards
 * @param notifier triggers the shards function
 */
public record PlannedShards(ShardTargets targets, ShardTotals items, ShardNotifier notifier)
        implements SaleShards {
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
