package dev.netstock.local.saleday.books;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A row of the table StockDeltas.
 *
 * @param cause the partition key, {@code order#…}
 * @param step the sort key
 * @param type {@code RESERVED}, {@code UNDO}, …
 * @param expiresAt until when a reservation holds
 * @param cancellationId of a cancellation
 * @param reserved what a correction added to the item's reserved units
 */
public record Row(
        String cause,
        String step,
        String type,
        List<Entry> lines,
        Instant at,
        Optional<Instant> expiresAt,
        Optional<String> cancellationId,
        long reserved) {
    private static final String ORDER = "order#";
    private static final String UNDO = "UNDO";

    /**
     * What the row did to one item.
     *
     * @param units signed as they changed what is available
     * @param version of the item after a take; 0 if it was none
     */
    public record Entry(Place place, long units, long version) {}

    public Row {
        lines = List.copyOf(lines);
    }

    public boolean is(String other) {
        return type.equals(other);
    }

    /** Whether it gave back a take that no claim named. */
    public boolean isUndo() {
        return is(UNDO);
    }

    public boolean isOrders() {
        return cause.startsWith(ORDER);
    }

    /** Whether it is one of an order's steps. */
    public boolean isStep() {
        return isOrders() && !isUndo();
    }

    public String orderId() {
        return isOrders() ? cause.substring(ORDER.length()) : "";
    }
}
