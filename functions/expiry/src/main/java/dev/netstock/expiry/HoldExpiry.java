package dev.netstock.expiry;

import dev.netstock.events.EventData.Reserved;
import dev.netstock.expiry.HoldOutcome.EndedOtherwise;
import dev.netstock.expiry.HoldOutcome.Expired;
import dev.netstock.expiry.HoldOutcome.Failed;
import dev.netstock.expiry.HoldOutcome.Overlooked;
import dev.netstock.expiry.HoldOutcome.Waits;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.reservation.ExpireFlow;
import dev.netstock.stock.reservation.ExpireResult;
import dev.netstock.stock.reservation.Reservation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Expires holds that are over, side by side, and sends those that still run to the same queue
 * again, so that they come when it is time. What is sent again is in the queue before the message
 * that was received is done with: killed in between, both come, and one of them finds the
 * reservation ended. Thread-safe.
 *
 * @param expiring ends a hold, once
 * @param queue the queue that the messages come from
 * @param parallel how many at a time
 * @param clock the time of day
 */
record HoldExpiry(ExpireFlow expiring, QueueSender queue, Parallel parallel, InstantSource clock)
        implements QueueWork<HoldMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(HoldExpiry.class);

    @Override
    public BatchResult handle(List<Message<HoldMessage>> messages, Call call) {
        List<HoldOutcome> outcomes =
                parallel.run(
                        messages.stream()
                                .<Supplier<HoldOutcome>>map(message -> () -> outcome(message, call))
                                .toList());
        WaitingHolds waiting = new WaitingHolds(new ArrayList<>());
        Set<String> failed = new HashSet<>();
        for (int index = 0; index < messages.size(); index++) {
            switch (outcomes.get(index)) {
                case Waits(Duration left) -> waiting.add(messages.get(index), left);
                case Failed _ -> failed.add(messages.get(index).id());
                case Expired _, EndedOtherwise _, Overlooked _ -> {}
            }
        }
        failed.addAll(waiting.send(queue, call));
        return new BatchResult(failed, HoldCounts.of(outcomes));
    }

    private static Expired expired(Reservation ended, Instant now) {
        long units = ended.steps().getLast().lines().stream().mapToLong(DeltaLine::units).sum();
        return new Expired(
                Duration.between(ended.expiresAt(), now),
                units * Duration.between(ended.reservedAt(), now).toSeconds());
    }

    private HoldOutcome outcome(Message<HoldMessage> message, Call call) {
        try {
            return message.body()
                    .hold()
                    .map(hold -> outcome(message.id(), hold, call))
                    .orElseGet(Overlooked::new);
        } catch (RetryLaterException e) {
            LOG.warn("The hold of message {} was not ended in time", message.id(), e);
        } catch (RuntimeException e) {
            LOG.error("The hold of message {} could not be ended", message.id(), e);
        }
        return new Failed();
    }

    private HoldOutcome outcome(String messageId, Reserved hold, Call call) {
        Instant now = clock.instant();
        if (now.isBefore(hold.expiresAt())) {
            return new Waits(Duration.between(now, hold.expiresAt()));
        }
        return switch (expiring.expire(new OrderId(hold.orderId()), call)) {
            case ExpireResult.Expired(Reservation ended) -> expired(ended, clock.instant());
            case ExpireResult.AlreadyEnded _ -> new EndedOtherwise();
            case ExpireResult.NotYet(Reservation running) ->
                    new Waits(Duration.between(clock.instant(), running.expiresAt()));
            case ExpireResult.UnknownOrder _ -> {
                LOG.error("Message {} is about a reservation that nobody made", messageId);
                yield new Failed();
            }
        };
    }
}
