package dev.netstock.local.malls.shop;

import java.time.Instant;

/**
 * An item with its true count. At every moment {@code count = written - sold + restocked}: no unit
 * appears or vanishes but by one of the three. Guarded by the lock of its {@link Shop}.
 */
public final class Item {
    private final ItemKey key;
    private final String sku;
    private final boolean isListed;
    private final boolean restocksOnCancel;
    private final Instant createdAt;
    private Instant updatedAt;
    private boolean isStocked;
    private boolean isClosed;
    private long count;
    private long written;
    private long sold;
    private long restocked;

    /**
     * @param sku the shop's own SKU
     * @param isListed whether customers can buy it; a count can also be written to an unlisted item
     * @param restocksOnCancel whether a cancelled order's units come back to the count
     */
    Item(ItemKey key, String sku, boolean isListed, boolean restocksOnCancel, Instant createdAt) {
        this.key = key;
        this.sku = sku;
        this.isListed = isListed;
        this.restocksOnCancel = restocksOnCancel;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    /** Writes the count, as the API or a person in the mall's screen does. */
    public void write(long newCount, Instant now) {
        written += newCount - count;
        count = newCount;
        isStocked = true;
        updatedAt = now;
    }

    /** Removes the stock record: the item counts as unknown until the next write. */
    public void removeStock(Instant now) {
        write(0, now);
        isStocked = false;
    }

    /** Closes the sale whatever the count, or opens it again. */
    public void close(boolean closed) {
        isClosed = closed;
    }

    void sell(long units, Instant now) {
        sold += units;
        count -= units;
        updatedAt = now;
    }

    void restock(long units, Instant now) {
        restocked += units;
        count += units;
        updatedAt = now;
    }

    /** Whether a customer can buy this many units. */
    boolean canSell(long units) {
        return isListed && isStocked && !isClosed && count >= units;
    }

    public ItemKey key() {
        return key;
    }

    public String sku() {
        return sku;
    }

    public boolean isListed() {
        return isListed;
    }

    public boolean restocksOnCancel() {
        return restocksOnCancel;
    }

    /** Whether there is a stock record. */
    public boolean isStocked() {
        return isStocked;
    }

    public boolean isClosed() {
        return isClosed;
    }

    public long count() {
        return count;
    }

    /** The sum of all differences that writes made. */
    public long written() {
        return written;
    }

    public long sold() {
        return sold;
    }

    /** Units that came back from cancelled orders and lowered quantities. */
    public long restocked() {
        return restocked;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
