package dev.netstock.expiry;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;
import dev.netstock.stock.dynamodb.DynamoLongHolds;
import dev.netstock.stock.dynamodb.DynamoLongHolds.LongHold;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Moves the holds that end soon from the table into the expiry queue, each delayed until its end. A
 * row is removed after its message is sent: after a kill in between, the message is sent again, and
 * one of the two finds the reservation ended. Nine runs in a row may fail before a hold is late.
 * Thread-safe.
 *
 * @param holds the long holds
 * @param queue the queue of the expiry function
 * @param parallel handles the partitions in parallel
 * @param clock the current time
 */
record DueHolds(DynamoLongHolds holds, QueueSender queue, Parallel parallel, InstantSource clock)
        implements QueueWork<String> {
    /** Less than the longest delay of a message, and ten times as long as between two runs. */
    static final Duration LEAD = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(DueHolds.class);

    /** The result of one partition. */
    private record Moved(long holds, long lagMillis, boolean isComplete) {
        Moved and(Moved other) {
            return new Moved(
                    holds + other.holds,
                    Math.max(lagMillis, other.lagMillis),
                    isComplete && other.isComplete);
        }
    }

    /** All messages wake it for the same work. If some of it is left, they are delivered again. */
    @Override
    public BatchResult handle(List<Message<String>> messages, Call call) {
        Moved moved =
                parallel
                        .run(
                                IntStream.range(0, DynamoLongHolds.PARTITIONS)
                                        .<Supplier<Moved>>mapToObj(part -> () -> move(part, call))
                                        .toList())
                        .stream()
                        .reduce(new Moved(0, 0, true), Moved::and);
        return new BatchResult(
                moved.isComplete()
                        ? Set.of()
                        : messages.stream().map(Message::id).collect(Collectors.toSet()),
                Map.of("DueHolds", moved.holds(), "DueLagMillis", moved.lagMillis()));
    }

    private Moved move(int partition, Call call) {
        var moved = new Moved(0, 0, true);
        try {
            List<LongHold> due;
            do {
                due = holds.due(partition, clock.instant().plus(LEAD), call);
                moved = moved.and(move(due, call));
            } while (moved.isComplete() && due.size() == DynamoLongHolds.PAGE_MAX);
            return moved;
        } catch (RetryLaterException e) {
            LOG.warn("Due holds were not moved within the time budget", e);
            return moved.and(new Moved(0, 0, false));
        }
    }

    private Moved move(List<LongHold> due, Call call) {
        if (due.isEmpty()) {
            return new Moved(0, 0, true);
        }
        Instant now = clock.instant();
        Set<String> unsent =
                queue.send(
                        due.stream()
                                .map(
                                        hold ->
                                                QueuedMessage.after(
                                                        hold.id(),
                                                        hold.message(),
                                                        Duration.between(now, hold.endsAt())))
                                .toList(),
                        call);
        List<LongHold> sent = due.stream().filter(hold -> !unsent.contains(hold.id())).toList();
        holds.remove(sent, call);
        long lag = Math.max(0, Duration.between(due.getFirst().endsAt(), now).toMillis());
        return new Moved(sent.size(), lag, unsent.isEmpty());
    }
}
