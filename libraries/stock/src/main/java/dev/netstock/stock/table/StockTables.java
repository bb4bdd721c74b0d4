package dev.netstock.stock.table;

import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.platform.call.CallFailure;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.AllowanceKey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tables of net stock: each method makes one request, without retries. Thread-safe.
 *
 * <p>A request that certainly changed nothing, or whose outcome is unknown, throws {@link
 * CallFailure}; {@link RetryingTables} handles it.
 */
public interface StockTables {
    /**
     * The most keys of one {@link #items}, {@link #rows}, {@link #allowances} or {@link #existing}:
     * the limit of BatchGetItem.
     */
    int BATCH_MAX = 100;

    /**
     * Up to so many locations of a SKU are read by their keys, in one request with those of other
     * SKUs. More are read by one query for each SKU: an item read by its key costs a read unit,
     * however small it is, and a query the sum of their sizes.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">DynamoDB
     *     reads and writes</a>, "Capacity unit consumption for reads"
     */
    int PLACES_BY_KEY_MAX = 20;

    /** The numbered rows of a cause, oldest first, strongly consistent. */
    List<Delta> deltas(Cause cause);

    /** The items among these that exist; at most {@link #BATCH_MAX}. */
    BatchAnswer<ItemKey, StockItem> items(List<ItemKey> keys, Consistency consistency);

    /** The first items of a SKU at all its locations, by name of the location. */
    List<StockItem> itemsOf(Sku sku, Consistency consistency);

    /** Takes units of one item, if it has enough. */
    TakeAnswer take(Take take, Instant now);

    /** Writes a row, if none with its key exists. */
    AppendAnswer append(Delta delta);

    /**
     * Writes a row, if none with its key exists, and in the same transaction takes its allowances,
     * if no customer then holds more than its limit.
     */
    ClaimAnswer claim(Delta delta);

    /** The allowances among these that exist, strongly consistent; at most {@link #BATCH_MAX}. */
    BatchAnswer<AllowanceKey, Allowance> allowances(List<AllowanceKey> keys);

    /**
     * Replaces an allowance with what the rows of its orders say.
     *
     * @param found what it must still be; {@link Allowance#none} if there is no row
     * @param retireAt when a new row is deleted
     * @return whether it is replaced
     */
    boolean replaceAllowance(Allowance found, Allowance counted, Instant retireAt);

    /**
     * Writes a row, if none with its key exists, and in the same transaction adds the units of
     * {@link Delta#returns} back to their items, and gives its allowances back.
     *
     * @param closed items that are closed: their units are forwarded to the first item of their SKU
     *     by a move in the same transaction, together with its row
     */
    GiveBackAnswer giveBack(Delta delta, Set<ItemKey> closed);

    /**
     * Writes the rows of several orders, if none with any of their keys exists, and in the same
     * transaction adds the units of all of them back to their items, none of which may be closed,
     * and gives their allowances back, which must be different ones.
     *
     * @return whether it is done; otherwise nothing is changed
     */
    boolean giveBackTogether(List<Delta> deltas);

    /**
     * Sets the supply of an item whose ledger version is {@code expectedLedgerVersion} (0: an item
     * that does not exist yet).
     *
     * <p>The item may fall below 0 only if the SKU has no other items, or if all others are closed.
     *
     * @param delta the change; its line holds the difference of available
     * @param closing the closing under which the others are closed
     * @param terms what it also changes on the item
     */
    SupplyAnswer setSupply(
            Delta delta, long expectedLedgerVersion, Optional<String> closing, SupplyTerms terms);

    /**
     * Writes the row of a correction, if none with its key exists, and in the same transaction
     * changes its item by the row's differences.
     *
     * @param ledgerVersion the version that the item's supply must have, if the correction changes
     *     supply
     */
    CorrectAnswer correct(Delta delta, long ledgerVersion);

    /**
     * Writes the row of a move, if none with its key exists, and in the same transaction moves the
     * units of its lines. It creates items that do not exist yet. No item falls below 0.
     */
    MoveAnswer move(Delta delta);

    /**
     * Changes the layout of an item. A first item ends its closing only if it is not below 0;
     * another item is created if it does not exist yet.
     *
     * @param expected the layout that the item must have
     * @param change the change to store on the item
     * @return the changed item; empty if nothing is changed
     */
    Optional<StockItem> setLayout(
            ItemKey item, Layout expected, Layout next, LastChange change, Instant now);

    /** The keys among these that exist in the delta table; at most {@link #BATCH_MAX}. */
    BatchAnswer<DeltaKey, DeltaKey> existing(List<DeltaKey> keys);

    /**
     * The rows among these, eventually consistent, for half the price; at most {@link #BATCH_MAX}.
     * A row never changes, so a row that is found is correct; a missing row may exist.
     */
    BatchAnswer<DeltaKey, Delta> rows(List<DeltaKey> keys);

    /** The key of a delta row. */
    record DeltaKey(Cause cause, String step) {
        public static DeltaKey of(Delta delta) {
            return new DeltaKey(delta.cause(), delta.step());
        }
    }
}
