package dev.netstock.projection.rebuild;

import dev.netstock.events.StockEvent;
import dev.netstock.projection.UnfinishedGeneration;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The window of the archive that a replay reads: events in a time span, and the objects that may
 * contain them.
 *
 * @param from events from this time on
 * @param before events before this time
 * @param after objects after this name
 * @param until objects before this name
 */
record ArchiveWindow(Instant from, Instant before, String after, String until) {
    /**
     * An event may reach the archive late: after all retries, or redriven from a dead-letter queue.
     */
    private static final Duration LATE_MAX = Duration.ofDays(35);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

    /**
     * The window of a rebuild.
     *
     * @param retention how long the projection retains the effect of an event
     */
    static ArchiveWindow of(UnfinishedGeneration building, Duration retention) {
        Instant from = building.startedAt().minus(retention);
        Instant before = building.archiveBefore();
        return new ArchiveWindow(
                from, before, day(from), day(before.plus(LATE_MAX).plus(Duration.ofDays(1))));
    }

    boolean contains(StockEvent event) {
        return event.time().isBefore(before) && !event.time().isBefore(from);
    }

    private static String day(Instant at) {
        return EventArchive.PREFIX + DAY.format(at);
    }
}
