package dev.netstock.stock.delta;

import dev.netstock.stock.Channel;
import dev.netstock.stock.limit.AllowanceChange;

import java.util.List;
import java.util.Optional;

/**
 * One immutable row that records what one step of one cause did to net stock. It is written once
 * and never changed.
 *
 * @param cause the partition key
 * @param step the sort key: {@code 0001}, {@code 0002}, … for the steps of an order, {@code undo#…}
 *     for an undone take, the ledger's version for supply
 * @param change what the step did
 * @param channel the seller, for the steps of an order
 * @param origin when, who, and which attempt
 * @param allowances what the step did to allowances of purchase limits, for the steps of an order
 */
public record Delta(
        Cause cause,
        String step,
        Change change,
        Optional<Channel> channel,
        Origin origin,
        List<AllowanceChange> allowances) {
    private static final int STEP_DIGITS = 4;
    private static final int LEDGER_DIGITS = 19;

    public Delta {
        allowances = List.copyOf(allowances);
    }

    /** A row of a step that changed no allowance. */
    public Delta(
            Cause cause, String step, Change change, Optional<Channel> channel, Origin origin) {
        this(cause, step, change, channel, origin, List.of());
    }

    /** The sort key of an order's n-th step. */
    public static String stepKey(int number) {
        if (number < 1 || number > 9_999) {
            throw new IllegalArgumentException("An order has 1-9999 steps");
        }
        return padded(number, STEP_DIGITS);
    }

    /** The sort key of a supply, so that keys sort as the ledger's versions do. */
    public static String ledgerStepKey(long ledgerVersion) {
        return padded(ledgerVersion, LEDGER_DIGITS);
    }

    /** A formatter would allocate a kilobyte for each key. */
    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }

    public List<DeltaLine> lines() {
        return change.lines();
    }

    /** The lines that give units back; a transfer also has takes, which were made before. */
    public List<DeltaLine> returns() {
        return lines().stream().filter(line -> line.units() > 0).toList();
    }

    /** Whether this row is a numbered step of the order, not an undone take. */
    public boolean isNumbered() {
        return !(change instanceof Change.Undone);
    }
}
