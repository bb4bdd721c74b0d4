package dev.netstock.events.movement;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The business dates that are plausible: up to the day after today, where the retailer is. A later
 * one is a typing error until somebody forces it, since the newest book of a SKU overrides all
 * others. Thread-safe.
 *
 * @param clock the time
 * @param zone where the retailer is
 */
public record BusinessDates(InstantSource clock, ZoneId zone) {
    /** What a fault says of a date that is not plausible. */
    public static final String EXPECTATION =
            "Must not be later than tomorrow in the retailer's time zone.";

    /** The last date that is plausible now. */
    public LocalDate last() {
        return LocalDate.ofInstant(clock.instant(), zone).plusDays(1);
    }

    /** Whether a date is plausible now. */
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
            throw new IllegalArgumentException("It is the name of a region, such as Asia/Tokyo");
        }
        return ZoneId.of(name);
    }
}
