package dev.netstock.stock.table;

import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.platform.call.CallFailure;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of net stock: each method is one request, tried once. Thread-safe.
 *
 * <p>A request that surely changed nothing, or whose outcome nobody knows, throws {@link
 * CallFailure}; {@link RetryingTables} says what happens then.
 */
public interface StockTables {
    /**
     * The most keys of one {@link #items}, {@link #rows} or {@link #existing}: the limit of
     * BatchGetItem.
     */
    int BATCH_MAX = 100;

    /** The numbered rows of a cause, oldest first, strongly consistent. */
    List<Delta> deltas(Cause cause);

    /** The items among these that exist; at most {@link #BATCH_MAX}. */
    BatchAnswer<ItemKey, StockItem> items(List<ItemKey> keys, Consistency consistency);

    /** The first items of a SKU at all its locations, by name of the location. */
    List<StockItem> itemsOf(Sku sku, Consistency consistency);

    /** Takes units of one item, if it has them. */
    TakeAnswer take(Take take, Instant now);

    /** Writes a row, if none stands there. */
    AppendAnswer append(Delta delta);

    /**
     * Writes a row, if none stands there, and in the same transaction adds its units back to the
     * items of its lines.
     *
     * @param closed items that are closed: what comes back to them goes on to the first item of
     *     their SKU in the same transaction, by a move whose row is written with it
     */
    GiveBackAnswer giveBack(Delta delta, Set<ItemKey> closed);

    /**
     * Sets the supply of an item that stands at {@code expectedLedgerVersion} (0: an item that does
     * not exist yet).
     *
     * <p>An item may only fall below 0 by it if the SKU has no other, or if all others are closed.
     *
     * @param delta the change; its line says by how much available moves
     * @param closing the closing under which they are
     */
    SupplyAnswer setSupply(Delta delta, long expectedLedgerVersion, Optional<String> closing);

    /**
     * Writes the row of a correction, if none stands there, and in the same transaction changes its
     * item by what the row says.
     *
     * @param ledgerVersion the version that the item's supply has to have, where the correction is
     *     one of supply
     */
    CorrectAnswer correct(Delta delta, long ledgerVersion);

    /**
     * Writes the row of a move, if none stands there, and in the same transaction moves the units
     * of its lines; an item that is not there yet begins with what it gets. No item goes below 0 by
     * it.
     */
    MoveAnswer move(Delta delta);

    /**
     * Changes the layout that an item tells. A first item ends its closing only where it is not
     * below 0; another one is made if it is not there yet.
     *
     * @param expected the layout that the item must have
     * @param change who does it
     * @return the item as it stands then; empty if nothing is changed
     */
    Optional<StockItem> setLayout(
            ItemKey item, Layout expected, Layout next, LastChange change, Instant now);

    /** The keys among these that stand in the delta table; at most {@link #BATCH_MAX}. */
    BatchAnswer<DeltaKey, DeltaKey> existing(List<DeltaKey> keys);

    /**
     * The rows among these that can be seen, eventually consistent, for half the price; at most
     * {@link #BATCH_MAX}. A row never changes: what is seen is true, what is missing may be there.
     */
    BatchAnswer<DeltaKey, Delta> rows(List<DeltaKey> keys);

    /** The key of a delta row. */
    record DeltaKey(Cause cause, String step) {
        public static DeltaKey of(Delta delta) {
            return new DeltaKey(delta.cause(), delta.step());
        }
    }
}
