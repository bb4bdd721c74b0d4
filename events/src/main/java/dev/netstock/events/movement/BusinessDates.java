package dev.netstock.events.movement;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The plausible business dates: up to tomorrow in the retailer's time zone. A later date is treated
 * as a typing error unless an operator forces it, since the newest book stock of a SKU overrides
 * all others. Thread-safe.
 *
 * @param clock the current time
 * @param zone the retailer's time zone
 */
public record BusinessDates(InstantSource clock, ZoneId zone) {
    /** The validation message for a date that is not plausible. */
    public static final String EXPECTATION =
            "Must not be later than tomorrow in the retailer's time zone.";

    /** The last plausible date. */
    public LocalDate last() {
        return LocalDate.ofInstant(clock.instant(), zone).plusDays(1);
    }

    /** Whether a date is plausible. */
    public boolean includes(LocalDate date) {
        return !date.isAfter(last());
    }

    /**
     * Reads {@code TIME_ZONE}: the name of a region, such as {@code Asia/Tokyo}.
     *
     * @throws IllegalArgumentException if there is no such region
     */
    public static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw new IllegalArgumentException("Must be the name of a region, such as Asia/Tokyo");
        }
        return ZoneId.of(name);
    }
}
