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
 * Writes what happened into a generation, by the very code that writes what is new. Thread-safe.
 *
 * @param projection writes events
 * @param retention how long it keeps what it made of an event: what is older is left out
 * @param deltas what happened lately
 * @param archive what happened before
 * @param retries how to repeat
 */
public record EventReplay(
        Projection projection,
        Duration retention,
        DeltaTable deltas,
        EventArchive archive,
        Retries retries)
        implements GenerationSource {
    /** What a page may need, and the answer. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** Replays page by page, one at least, until the call's deadline comes near. */
    @Override
    public Replayed replay(
            UnfinishedGeneration building, int segment, ReplayCursor from, Call call) {
        ArchiveWindow window = ArchiveWindow.of(building, retention);
        try (var pages = new ArchivePages(archive, window, segment, building.segments())) {
            long events = 0;
            Optional<ReplayCursor> at = Optional.of(from);
            do {
                try {
                    PastPage page = page(pages, building, segment, at.orElseThrow(), call);
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

    private PastPage page(
            ArchivePages pages,
            UnfinishedGeneration building,
            int segment,
            ReplayCursor at,
            Call call) {
        return switch (at) {
            case InArchive inArchive -> pages.next(inArchive);
            case InDeltas inDeltas -> deltas(building, segment, inDeltas, call);
            case InRows _ ->
                    throw new RebuildRefusedException("The cursor is another projection's");
        };
    }

    private PastPage deltas(UnfinishedGeneration building, int segment, InDeltas at, Call call) {
        DeltaTable.Page page =
                retries.run(
                        Operation.READ,
                        () -> deltas.page(segment, building.segments(), at.after()),
                        call);
        return new PastPage(
                page.deltas().stream().flatMap(delta -> StockEvents.of(delta).stream()).toList(),
                page.last().map(last -> new InDeltas(Optional.of(last))));
    }
}
