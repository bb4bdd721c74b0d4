package dev.netstock.malls.sync;

import dev.netstock.malls.orders.OrderRow;
import dev.netstock.malls.port.MallItem;
import dev.netstock.stock.Sku;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The rows of one mall. A row is written only if its stored version is the one that it carries;
 * then its version grows by 1. Reads by key are strongly consistent; the lists by time or flag may
 * be a moment old. A call that fails may have written: the caller reads again.
 */
public interface MallStore {
    /** The mall's row, if the mall was ever connected. */
    Optional<MallRow> mall();

    /** The newest rule of sale days; {@link SaleRow#NONE} if there was none. */
    SaleRow sale();

    /** The rows of these items, without those that are not mapped. */
    List<ItemRow> items(Collection<MallItem> items);

    /** The items that sell a SKU. */
    List<ItemRow> itemsOf(Sku sku);

    /** Whether any item sells a SKU. */
    default boolean sells(Sku sku) {
        return !itemsOf(sku).isEmpty();
    }

    /** Items that are due, the most urgent first, then those that waited longest. */
    List<ItemRow> due(Instant now, int limit);

    /** Of the items that are due, of one urgency, the one that waited longest. */
    Optional<ItemRow> longestDue(Urgency urgency, Instant now);

    /** All items, page by page. */
    List<ItemRow> itemsAfter(Optional<MallItem> last, int limit);

    /** The rows of these orders, by the number of the order that was not split off. */
    List<OrderRow> orders(Collection<String> numbers);

    /** All orders with a command that is not answered, or that wait for units, by number. */
    List<OrderRow> unsettledOrders();

    /** Orders with items that are not mapped, by number. */
    List<OrderRow> unmappedOrders(String after, int limit);

    /** Orders that can still change, by number. */
    List<OrderRow> openOrders(String after, int limit);

    /** Writes each row by itself, in any order. Says which were written. */
    List<Boolean> save(List<? extends Row> rows);

    /** Writes all rows or none, at most 100. */
    boolean saveTogether(List<? extends Row> rows);
}
