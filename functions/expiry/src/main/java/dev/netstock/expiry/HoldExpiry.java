package dev.netstock.expiry;

import dev.netstock.events.EventData.Reserved;
import dev.netstock.expiry.HoldOutcome.EndedOtherwise;
import dev.netstock.expiry.HoldOutcome.Expired;
import dev.netstock.expiry.HoldOutcome.Failed;
import dev.netstock.expiry.HoldOutcome.Ignored;
import dev.netstock.expiry.HoldOutcome.StillHeld;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;
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
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Expires ended holds in parallel, and sends messages of running holds to the same queue again,
 * with a delay. The copy is sent before the received message is deleted: after a kill in between,
 * both arrive, and one of them finds the reservation ended. Thread-safe.
 *
 * @param expiry expires a hold, at most once
 * @param queue the queue that the messages come from
 * @param parallel runs the expiries in parallel
 * @param clock the current time
 */
record HoldExpiry(ExpireFlow expiry, QueueSender queue, Parallel parallel, InstantSource clock)
        implements QueueWork<HoldMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(HoldExpiry.class);
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    @Override
    public BatchResult handle(List<Message<HoldMessage>> messages, Call call) {
        List<HoldOutcome> outcomes =
                parallel.run(
                        messages.stream()
                                .<Supplier<HoldOutcome>>map(message -> () -> outcome(message, call))
                                .toList());
        List<QueuedMessage> delayed = new ArrayList<>();
        Set<String> failed = new HashSet<>();
        for (int index = 0; index < messages.size(); index++) {
            switch (outcomes.get(index)) {
                case StillHeld(Duration left) -> delayed.add(delayed(messages.get(index), left));
                case Failed _ -> failed.add(messages.get(index).id());
                case Expired _, EndedOtherwise _, Ignored _ -> {}
            }
        }
        if (!delayed.isEmpty()) {
            failed.addAll(queue.send(delayed, call));
        }
        return new BatchResult(failed, HoldOutcome.counts(outcomes));
    }

    /** The same message, for when the hold ends, or for as late as the queue can delay it. */
    private static QueuedMessage delayed(Message<HoldMessage> message, Duration left) {
        // The queue delays by whole seconds. Rounding up avoids receiving the message too early.
        Duration seconds = Duration.ofSeconds(left.plus(ONE_SECOND).minusNanos(1).toSeconds());
        Duration delay =
                Collections.max(
                        List.of(
                                ONE_SECOND,
                                Collections.min(List.of(seconds, QueuedMessage.DELAY_MAX))));
        return QueuedMessage.delayed(message.id(), message.body().text(), delay);
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
                    .orElseGet(Ignored::new);
        } catch (RetryLaterException e) {
            LOG.warn(
                    "The hold of message {} was not expired within the time budget",
                    message.id(),
                    e);
        } catch (RuntimeException e) {
            LOG.error("The hold of message {} could not be expired", message.id(), e);
        }
        return new Failed();
    }

    private HoldOutcome outcome(String messageId, Reserved hold, Call call) {
        Instant now = clock.instant();
        if (now.isBefore(hold.expiresAt())) {
            return new StillHeld(Duration.between(now, hold.expiresAt()));
        }
        return switch (expiry.expire(new OrderId(hold.orderId()), call)) {
            case ExpireResult.Expired(Reservation ended) -> expired(ended, clock.instant());
            case ExpireResult.AlreadyEnded _ -> new EndedOtherwise();
            case ExpireResult.NotYet(Reservation running) ->
                    new StillHeld(Duration.between(clock.instant(), running.expiresAt()));
            case ExpireResult.UnknownOrder _ -> {
                LOG.error("Message {} refers to an unknown reservation", messageId);
                yield new Failed();
            }
        };
    }
}
