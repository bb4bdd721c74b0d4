package dev.netstock.stock.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How many units of a SKU an order, and a customer, may hold within a window. The first item of the
 * SKU at each location stores it, so that a take's answer shows it.
 *
 * @param id the name of the count: units that a customer holds under one id add up. 1–64 of {@code
 *     A-Z a-z 0-9 . _ -}
 * @param perOrder units of one order; empty for any number
 * @param perCustomer units that all orders of a customer hold together; empty for any number
 * @param from when it begins to apply
 * @param until when it ends to apply; empty if it stays
 * @param key which key hashes the customers: the same for as long as the id counts
 * @param setAt when it was set; the latest one counts, if items differ
 */
public record PurchaseLimit(
        String id,
        Optional<Long> perOrder,
        Optional<Long> perCustomer,
        Instant from,
        Optional<Instant> until,
        String key,
        Instant setAt) {
    /** The most units of a limit: an allowance names the orders that hold its units. */
    public static final long UNITS_MAX = 999;

    /**
     * The least time from setting a limit to its beginning. An execution environment caches what it
     * knows of a SKU for half of it, so every one knows the limit when it begins.
     */
    public static final Duration LEAD_TIME = Duration.ofSeconds(10);

    /** Older limits first: a total order, so that all locations end with the same limit. */
    public static final Comparator<PurchaseLimit> NEWER_LAST =
            Comparator.comparing(PurchaseLimit::setAt).thenComparing(PurchaseLimit::toString);

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    public PurchaseLimit {
        if (!isValidId(id)) {
            throw new IllegalArgumentException("The id of a limit is 1-64 of A-Z a-z 0-9 . _ -");
        }
        perOrder.ifPresent(PurchaseLimit::check);
        perCustomer.ifPresent(PurchaseLimit::check);
    }

    public static boolean isValidId(String text) {
        return ID.matcher(text).matches();
    }

    private static void check(long units) {
        if (units < 1 || units > UNITS_MAX) {
            throw new IllegalArgumentException("A limit is 1-999 units");
        }
    }

    /** Whether it limits nothing, because it was lifted. */
    public boolean isLifted() {
        return perOrder.isEmpty() && perCustomer.isEmpty();
    }

    /** Whether it applies to an order of this moment. */
    public boolean appliesAt(Instant now) {
        return !isLifted() && !now.isBefore(from) && !hasEnded(now);
    }

    public boolean hasEnded(Instant now) {
        return until.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** Of two limits that were set in the same millisecond, one is the newer one for everybody. */
    public boolean isNewerThan(PurchaseLimit other) {
        return NEWER_LAST.compare(this, other) > 0;
    }
}
