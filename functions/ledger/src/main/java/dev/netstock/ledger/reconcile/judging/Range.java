package dev.netstock.ledger.reconcile.judging;

import java.util.Optional;

/**
 * What a number may be, both ends included.
 *
 * @param low the least
 * @param high the most
 */
public record Range(long low, long high) {
    public Range {
        if (low > high) {
            throw new IllegalArgumentException("A range has a least and a most");
        }
    }

    public static Range exactly(long value) {
        return new Range(value, value);
    }

    public boolean contains(long value) {
        return low <= value && value <= high;
    }

    public boolean isExact() {
        return low == high;
    }

    /** What both allow; empty if nothing. */
    public Optional<Range> and(Range other) {
        long least = Math.max(low, other.low);
        long most = Math.min(high, other.high);
        return least <= most ? Optional.of(new Range(least, most)) : Optional.empty();
    }
}
