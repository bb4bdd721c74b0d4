package dev.netstock.local.saleday.snapshot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A row of the table StockDeltas.
 *
 * @param cause the partition key, {@code order#…}
 * @param step the sort key
 * @param type {@code RESERVED}, {@code UNDO}, …
 * @param expiresAt end of a reservation
 * @param cancellationId id of a cancellation
 * @param reserved change of the item's reserved units by a correction
 */
public record DeltaRow(
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
     * The effect of the row on one item.
     *
     * @param units change of the available units
     * @param version version of the item after a take; 0 for other changes
     */
    public record Entry(ItemKey key, long units, long version) {}

    public DeltaRow {
        lines = List.copyOf(lines);
    }

    public boolean is(String other) {
        return type.equals(other);
    }

    /** Whether it undid an unclaimed take. */
    public boolean isUndo() {
        return is(UNDO);
    }

    public boolean isOrders() {
        return cause.startsWith(ORDER);
    }

    /** Whether it is a step of an order. */
    public boolean isStep() {
        return isOrders() && !isUndo();
    }

    public String orderId() {
        return isOrders() ? cause.substring(ORDER.length()) : "";
    }
}
