package dev.netstock.publishers;

import dev.netstock.events.EventData.Reserved;
import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;
import dev.netstock.platform.messaging.UnsentMessages;
import dev.netstock.platform.stream.StreamBatch.Entry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes deltas to the topic, and sends each new hold to the expiry function, which receives it
 * when the hold is over. A hold that is longer than a queue can delay arrives earlier, and the
 * function delays it again. Thread-safe.
 *
 * @param topic receives all events
 * @param expiry receives new holds
 * @param clock the time of day
 */
record DeltaPublisher(EventPublisher topic, QueueSender expiry, InstantSource clock) {
    private static final int DESTINATIONS = 2;

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
        List<QueuedMessage> holds = holds(events, clock.instant());
        return Parallel.upTo(DESTINATIONS)
                .<UnsentMessages>run(
                        List.of(
                                () -> topic.publishEach(events, call),
                                () -> expiry.sendEach(holds, call)))
                .stream()
                .reduce(UnsentMessages.NOTHING, UnsentMessages::and)
                .of(sequenceNumbers);
    }

    /** The messages of the new holds among events, for when each hold ends. */
    static List<QueuedMessage> holds(List<StockEvent> events, Instant now) {
        return events.stream().flatMap(event -> hold(event, now).stream()).toList();
    }

    private static Optional<QueuedMessage> hold(StockEvent event, Instant now) {
        return event.data() instanceof Reserved reserved
                ? Optional.of(
                        QueuedMessage.after(
                                event.id(),
                                EventJson.write(event),
                                Duration.between(now, reserved.expiresAt())))
                : Optional.empty();
    }
}
