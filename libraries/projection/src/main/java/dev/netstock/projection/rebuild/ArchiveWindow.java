package dev.netstock.projection.rebuild;

import dev.netstock.events.StockEvent;
import dev.netstock.projection.UnfinishedGeneration;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * What of the archive a replay reads: events of a span of time, and the objects that may have them.
 *
 * @param from events since
 * @param before events before
 * @param after objects behind this name
 * @param until objects before this name
 */
record ArchiveWindow(Instant from, Instant before, String after, String until) {
    /** An event may come late into the archive: after all retries, and out of dead letters. */
    private static final Duration LATE_MAX = Duration.ofDays(35);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);

    /**
     * The window of a rebuild.
     *
     * @param retention how long the projection keeps what it made of an event
     */
    static ArchiveWindow of(UnfinishedGeneration building, Duration retention) {
        Instant from = building.startedAt().minus(retention);
        Instant before = building.archiveBefore();
        return new ArchiveWindow(
                from, before, day(from), day(before.plus(LATE_MAX).plus(Duration.ofDays(1))));
    }

    boolean has(StockEvent event) {
        return event.time().isBefore(before) && !event.time().isBefore(from);
    }

    private static String day(Instant at) {
        return EventArchive.PREFIX + DAY.format(at);
    }
}
