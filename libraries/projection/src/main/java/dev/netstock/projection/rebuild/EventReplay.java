package dev.netstock.projection.rebuild;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.projection.Projection;
import dev.netstock.projection.UnfinishedGeneration;
import dev.netstock.projection.rebuild.ReplayCursor.InArchive;
import dev.netstock.projection.rebuild.ReplayCursor.InDeltas;
import dev.netstock.projection.rebuild.ReplayCursor.InRows;
import dev.netstock.stock.event.StockEvents;

import java.time.Duration;
import java.util.Optional;

/**
 * Replays past events into a generation, with the same code that writes new events. Thread-safe.
 *
 * @param projection writes the events
 * @param retention how long the projection retains the effect of an event; older events are skipped
 * @param deltas the recent events
 * @param archive the older events
 * @param retries retries requests
 */
public record EventReplay(
        Projection projection,
        Duration retention,
        DynamoDeltas deltas,
        EventArchive archive,
        Retries retries)
        implements GenerationSource {
    /** The time for one page and the response. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** Replays page by page, at least one page, until the call's deadline. */
    @Override
    public Replayed replay(
            UnfinishedGeneration building, int segment, ReplayCursor from, Call call) {
        ArchiveWindow window = ArchiveWindow.of(building, retention);
        try (var pages = new ArchivePages(archive, window, segment, building.segments())) {
            long events = 0;
            Optional<ReplayCursor> at = Optional.of(from);
            do {
                try {
                    ReplayPage page = page(pages, building, segment, at.orElseThrow(), call);
                    projection.apply(building.generation(), page.events(), call);
                    events += page.events().size();
                    at = page.next();
                } catch (RetryLaterException e) {
                    if (at.orElseThrow().equals(from)) {
                        throw e;
                    }
                    break;
                }
            } while (at.isPresent() && call.deadline().leaves(MARGIN));
            return new Replayed(events, at);
        }
    }

    private ReplayPage page(
            ArchivePages pages,
            UnfinishedGeneration building,
            int segment,
            ReplayCursor at,
            Call call) {
        return switch (at) {
            case InArchive inArchive -> pages.next(inArchive);
            case InDeltas inDeltas -> deltas(building, segment, inDeltas, call);
            case InRows _ ->
                    throw new RebuildRefusedException(
                            "The cursor belongs to a different projection");
        };
    }

    private ReplayPage deltas(UnfinishedGeneration building, int segment, InDeltas at, Call call) {
        DynamoDeltas.Page page =
                retries.run(
                        Operation.READ,
                        () -> deltas.page(segment, building.segments(), at.after()),
                        call);
        return new ReplayPage(
                page.deltas().stream().flatMap(delta -> StockEvents.of(delta).stream()).toList(),
                page.last().map(last -> new InDeltas(Optional.of(last))));
    }
}
