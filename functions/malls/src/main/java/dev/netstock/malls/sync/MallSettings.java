package dev.netstock.malls.sync;

import dev.netstock.stock.Channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a retailer runs a mall.
 *
 * @param channel the mall's channel, and the beginning of its orders' ids
 * @param mode whether units are set aside for the mall
 * @param cap the most units of a SKU that the mall may show
 * @param floor below so many units left the mall gets none
 * @param buffer units left that the mall does not count on
 * @param priority malls with a smaller number get their units first
 * @param percent how much of what is left the mall may have
 * @param blindUnits for malls that only take absolute counts: how many items of one page may be
 *     oversold for the sake of an early raise. 0: none, a raise waits for units that back both the
 *     old count and the new one
 * @param auditEvery how often each count is read, to find what others changed
 * @param maintenance announced maintenance of the mall
 * @param maintenanceCap the cap from {@link #MAINTENANCE_LEAD} before a maintenance to its end
 */
public record MallSettings(
        Channel channel,
        Mode mode,
        long cap,
        long floor,
        long buffer,
        int priority,
        int percent,
        long blindUnits,
        Duration auditEvery,
        List<Maintenance> maintenance,
        long maintenanceCap) {
    /** How long before an announced maintenance its cap holds. */
    public static final Duration MAINTENANCE_LEAD = Duration.ofMinutes(15);

    public MallSettings {
        maintenance = List.copyOf(maintenance);
    }

    /** Where the units come from that a mall shows. */
    public enum Mode {
        /** From the mall's own pool. */
        SET_ASIDE,
        /** From general stock, which others sell as well: the last units can be oversold. */
        SHARED
    }

    /** An announced maintenance. */
    public record Maintenance(Instant start, Instant end) {}

    /** Whether the mall's API is expected to be down. */
    public boolean isDown(Instant now) {
        return maintenance.stream()
                .anyMatch(window -> !now.isBefore(window.start()) && now.isBefore(window.end()));
    }

    /** The announced maintenance that is going on, or else the next one. */
    public Optional<Maintenance> maintenanceAt(Instant now) {
        return maintenance.stream()
                .filter(window -> now.isBefore(window.end()))
                .min(Comparator.comparing(Maintenance::start));
    }

    /** The most units that the mall may show now, whatever is left. */
    public long capAt(Instant now) {
        boolean soon =
                maintenance.stream()
                        .anyMatch(
                                window ->
                                        !now.isBefore(window.start().minus(MAINTENANCE_LEAD))
                                                && now.isBefore(window.end()));
        return soon ? Math.min(cap, maintenanceCap) : cap;
    }
}
