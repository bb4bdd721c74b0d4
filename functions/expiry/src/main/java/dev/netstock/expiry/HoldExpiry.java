package dev.netstock.expiry;

import static java.util.stream.Collectors.toMap;

import dev.netstock.expiry.HoldMessage.HoldEnd;
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
import dev.netstock.stock.reservation.ExpireFlow.Hold;
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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Expires ended holds, and sends messages of holds that still run to the same queue again, with a
 * delay. The copy is sent before the received message is deleted: after a kill in between, both
 * arrive, and one of them finds the reservation ended. The message of an end that an extension has
 * replaced does nothing, because the extension has one of its own. Most orders were confirmed in
 * time: one read finds them for the whole batch, and only the others are expired, in parallel.
 * Thread-safe.
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
        Instant now = clock.instant();
        Map<Hold, HoldOutcome> ended = ended(messages, now, call);
        Map<OrderId, Reservation> expired = expiredTogether(messages, ended, now, call);
        List<HoldOutcome> outcomes =
                parallel.run(
                        messages.stream()
                                .<Supplier<HoldOutcome>>map(
                                        message ->
                                                () -> outcome(message, now, ended, expired, call))
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
        return QueuedMessage.after(
                message.id(), message.body().text(), Collections.max(List.of(ONE_SECOND, left)));
    }

    private static Expired expired(Reservation ended, Instant now) {
        long units = ended.steps().getLast().lines().stream().mapToLong(DeltaLine::units).sum();
        return new Expired(
                Duration.between(ended.expiresAt(), now),
                units * Duration.between(ended.reservedAt(), now).toSeconds());
    }

    /**
     * The holds of a batch whose reservations are seen to have ended. If the tables do not answer
     * in time, no hold of the batch can be expired now.
     */
    private Map<Hold, HoldOutcome> ended(
            List<Message<HoldMessage>> messages, Instant now, Call call) {
        Set<Hold> over = new HashSet<>();
        for (Message<HoldMessage> message : messages) {
            message.body()
                    .end()
                    .filter(end -> !now.isBefore(end.expiresAt()))
                    .ifPresent(end -> over.add(end.hold()));
        }
        try {
            return expiry.visiblyEnded(over, call).stream()
                    .collect(toMap(hold -> hold, _ -> new EndedOtherwise()));
        } catch (RetryLaterException e) {
            LOG.warn("{} holds were not looked up within the time budget", over.size(), e);
            return over.stream().collect(toMap(hold -> hold, _ -> new Failed()));
        }
    }

    /**
     * Expires holds of the same item in one transaction: many holds of a SKU may end in the same
     * minute. The others are expired one by one.
     */
    private Map<OrderId, Reservation> expiredTogether(
            List<Message<HoldMessage>> messages,
            Map<Hold, HoldOutcome> ended,
            Instant now,
            Call call) {
        Set<OrderId> over = new HashSet<>();
        for (Message<HoldMessage> message : messages) {
            message.body()
                    .end()
                    .filter(end -> !now.isBefore(end.expiresAt()))
                    .filter(end -> !ended.containsKey(end.hold()))
                    .ifPresent(end -> over.add(end.hold().order()));
        }
        Map<OrderId, Reservation> expired = new ConcurrentHashMap<>();
        if (over.size() > 1) {
            try {
                expired.putAll(expiry.expireTogether(over, call));
            } catch (RuntimeException e) {
                LOG.error("{} holds could not be expired together", over.size(), e);
            }
        }
        return expired;
    }

    private HoldOutcome outcome(
            Message<HoldMessage> message,
            Instant now,
            Map<Hold, HoldOutcome> ended,
            Map<OrderId, Reservation> expired,
            Call call) {
        if (message.body().end().isEmpty()) {
            return new Ignored();
        }
        HoldEnd end = message.body().end().get();
        if (now.isBefore(end.expiresAt())) {
            return new StillHeld(Duration.between(now, end.expiresAt()));
        }
        Reservation together = expired.remove(end.hold().order());
        if (together != null) {
            return expired(together, clock.instant());
        }
        HoldOutcome known = ended.get(end.hold());
        return known == null ? expire(message.id(), end, call) : known;
    }

    private HoldOutcome expire(String messageId, HoldEnd end, Call call) {
        try {
            return switch (expiry.expire(end.hold().order(), call)) {
                case ExpireResult.Expired(Reservation ended) -> expired(ended, clock.instant());
                case ExpireResult.AlreadyEnded _ -> new EndedOtherwise();
                case ExpireResult.NotYet(Reservation running)
                        when running.expiresAt().isAfter(end.expiresAt()) ->
                        // The extension has a message of its own.
                        new EndedOtherwise();
                case ExpireResult.NotYet(Reservation running) ->
                        new StillHeld(Duration.between(clock.instant(), running.expiresAt()));
                case ExpireResult.UnknownOrder _ -> {
                    LOG.error("Message {} refers to an unknown reservation", messageId);
                    yield new Failed();
                }
            };
        } catch (RetryLaterException e) {
            LOG.warn("The hold of message {} was not expired within the time budget", messageId, e);
        } catch (RuntimeException e) {
            LOG.error("The hold of message {} could not be expired", messageId, e);
        }
        return new Failed();
    }
}
