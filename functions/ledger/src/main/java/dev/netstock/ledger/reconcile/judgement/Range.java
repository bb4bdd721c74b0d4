package dev.netstock.ledger.reconcile.judgement;

import java.util.Optional;

/**
 * The possible values of a number, both ends included.
 *
 * @param low the least
 * @param high the most
 */
public record Range(long low, long high) {
    public Range {
        if (low > high) {
            throw new IllegalArgumentException("The low end of a range must not exceed the high");
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

    /** The values in both ranges; empty if there is none. */
    public Optional<Range> and(Range other) {
        long least = Math.max(low, other.low);
        long most = Math.min(high, other.high);
        return least <= most ? Optional.of(new Range(least, most)) : Optional.empty();
    }
}
