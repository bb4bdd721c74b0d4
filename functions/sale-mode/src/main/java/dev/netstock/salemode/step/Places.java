package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import java.util.List;

/** Where SKUs are sold, and what is left of them. Implementations are thread-safe. */
@FunctionalInterface
public interface Places {
    /** The places of a SKU, each with its level over all shards; none if nobody sells it. */
    List<Place> of(Sku sku, Call call);

    /**
     * A SKU at a location.
     *
     * @param item its first item
     * @param available what can be promised there
     */
    record Place(ItemKey item, long available) {}
}
