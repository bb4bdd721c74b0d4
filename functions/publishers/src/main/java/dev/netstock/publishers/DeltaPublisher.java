package dev.netstock.publishers;

import dev.netstock.events.EventData.Extended;
import dev.netstock.events.EventData.Reserved;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.platform.messaging.UnsentMessages;
import dev.netstock.platform.stream.StreamBatch.Entry;
import dev.netstock.stock.dynamodb.DynamoLongHolds;
import dev.netstock.stock.dynamodb.DynamoLongHolds.LongHold;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Publishes deltas to the topic, and sends the end of each hold to the expiry function, which
 * receives it when the hold is over. An end that is further away than a queue can delay is stored
 * until then. Thread-safe.
 *
 * @param topic receives all events
 * @param expiry receives the ends of holds
 * @param longHolds receives those that are far away
 * @param clock the time of day
 */
record DeltaPublisher(
        EventPublisher topic, QueueSender expiry, DynamoLongHolds longHolds, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(DeltaPublisher.class);
    private static final int DESTINATIONS = 3;

    /** Publishes events, and returns the sequence numbers of the records with unsent messages. */
    UnsentMessages publish(List<Entry<Optional<StockEvent>>> entries, Call call) {
        Map<String, String> sequenceNumbers = new HashMap<>();
        List<StockEvent> events = new ArrayList<>();
        for (Entry<Optional<StockEvent>> entry : entries) {
            entry.content()
                    .ifPresent(
                            event -> {
                                sequenceNumbers.put(event.id(), entry.sequenceNumber());
                                events.add(event);
                            });
        }
        Instant now = clock.instant();
        return Parallel.upTo(DESTINATIONS)
                .<UnsentMessages>run(
                        List.of(
                                () -> topic.publishEach(events, call),
                                () -> expiry.sendEach(holds(events, now), call),
                                () -> store(longHolds(events, now), call)))
                .stream()
                .reduce(UnsentMessages.NOTHING, UnsentMessages::and)
                .of(sequenceNumbers);
    }

    private UnsentMessages store(List<LongHold> holds, Call call) {
        if (holds.isEmpty()) {
            return UnsentMessages.NOTHING;
        }
        try {
            longHolds.add(holds, call);
            return UnsentMessages.NOTHING;
        } catch (RetryLaterException e) {
            LOG.warn("{} long holds were not stored within the time budget", holds.size(), e);
            return new UnsentMessages(
                    holds.stream().map(LongHold::id).collect(Collectors.toSet()), Map.of());
        }
    }

    /** The messages of the holds among events that end soon, for when each hold ends. */
    static List<QueuedMessage> holds(List<StockEvent> events, Instant now) {
        return events.stream()
                .flatMap(event -> hold(event).stream())
                .filter(hold -> !isLong(hold, now))
                .map(
                        hold ->
                                QueuedMessage.after(
                                        hold.id(),
                                        hold.message(),
                                        Duration.between(now, hold.endsAt())))
                .toList();
    }

    /** The other holds among events. */
    static List<LongHold> longHolds(List<StockEvent> events, Instant now) {
        return events.stream()
                .map(DeltaPublisher::withoutLines)
                .flatMap(event -> hold(event).stream())
                .filter(hold -> isLong(hold, now))
                .toList();
    }

    /** Expiry needs no lines, and without them a row costs one write unit. */
    private static StockEvent withoutLines(StockEvent event) {
        return event.data() instanceof Reserved reserved
                ? new StockEvent(
                        event.id(),
                        event.time(),
                        event.trace(),
                        event.actor(),
                        new Reserved(
                                reserved.orderId(),
                                reserved.step(),
                                reserved.channelName(),
                                reserved.expiresAt(),
                                List.of()))
                : event;
    }

    private static boolean isLong(LongHold hold, Instant now) {
        return Duration.between(now, hold.endsAt()).compareTo(QueuedMessage.DELAY_MAX) > 0;
    }

    /** The hold that an event has begun or extended. */
    private static Optional<LongHold> hold(StockEvent event) {
        return switch (event.data()) {
            case Reserved reserved -> Optional.of(hold(event, reserved.expiresAt()));
            case Extended extended -> Optional.of(hold(event, extended.expiresAt()));
            default -> Optional.empty();
        };
    }

    private static LongHold hold(StockEvent event, Instant endsAt) {
        return new LongHold(event.id(), endsAt, EventJson.write(event));
    }
}
