package dev.netstock.malls.sync;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is under way for an item, and what was last seen of it.
 *
 * @param move a move that is not answered yet
 * @param write a write that is not answered yet
 * @param landsBy writes that never got an answer do not happen after this time
 * @param shown the most that the mall can show once all has landed that was sent, if known. Writes
 *     that overtake each other can make it wrong until the next reading
 * @param shownAt when that was so
 * @param readAt when the count was last read
 * @param problem why a person has to look at the item
 * @param retryAt no write before this time
 * @param sent what the mall was last sent
 */
public record Progress(
        Optional<PendingMove> move,
        Optional<PendingWrite> write,
        Instant landsBy,
        OptionalLong shown,
        Instant shownAt,
        Instant readAt,
        Optional<String> problem,
        Instant retryAt,
        Optional<Sent> sent) {
    static Progress none() {
        return new Progress(
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                OptionalLong.empty(),
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty());
    }

    Progress withMove(Optional<PendingMove> newMove) {
        return new Progress(
                newMove, write, landsBy, shown, shownAt, readAt, problem, retryAt, sent);
    }

    Progress withWrite(Optional<PendingWrite> newWrite) {
        return new Progress(
                move, newWrite, landsBy, shown, shownAt, readAt, problem, retryAt, sent);
    }

    Progress withLandsBy(Instant time) {
        Instant latest = time.isAfter(landsBy) ? time : landsBy;
        return new Progress(move, write, latest, shown, shownAt, readAt, problem, retryAt, sent);
    }

    Progress withShown(OptionalLong count, Instant at) {
        return new Progress(move, write, landsBy, count, at, readAt, problem, retryAt, sent);
    }

    Progress withReadAt(Instant at) {
        return new Progress(move, write, landsBy, shown, shownAt, at, problem, retryAt, sent);
    }

    Progress withProblem(Optional<String> newProblem, Instant retry) {
        return new Progress(move, write, landsBy, shown, shownAt, readAt, newProblem, retry, sent);
    }

    Progress withSent(Sent newSent) {
        return new Progress(
                move,
                write,
                landsBy,
                shown,
                shownAt,
                readAt,
                problem,
                retryAt,
                Optional.of(newSent));
    }
}
