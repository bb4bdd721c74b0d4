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
 * Shards by their plans, which the function of shards carries out. Thread-safe.
 *
 * @param planning takes wishes down
 * @param items reads over how many items a SKU is spread
 * @param telling has that function look now
 */
public record PlannedShards(ShardTargets planning, ShardTotals items, ShardNotifier telling)
        implements SaleShards {
    @Override
    public int atLeast(ItemKey firstItem, int shards, Call call) {
        return planning.atLeast(firstItem, shards, call).target().pinned().orElse(shards);
    }

    @Override
    public int open(ItemKey firstItem, Call call) {
        return items.items(firstItem, call).stream()
                .findFirst()
                .map(first -> first.openShards())
                .orElse(1);
    }

    @Override
    public void hurry(Collection<ItemKey> asked, Call call) {
        telling.look(
                asked.stream()
                        .map(item -> new Place(item.sku().value(), item.location().value()))
                        .toList(),
                call);
    }
}
