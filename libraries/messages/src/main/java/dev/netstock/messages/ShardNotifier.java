package dev.netstock.messages;

import dev.netstock.events.Heat;
import dev.netstock.events.ShardMessage;
import dev.netstock.events.ShardMessage.Hot;
import dev.netstock.events.ShardMessage.Look;
import dev.netstock.events.ShardMessage.Place;
import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.platform.messaging.QueuedMessage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Notifies the shards function on a best-effort basis: it never delays or fails the caller. A lost
 * message does no harm, since heat is reported again while it lasts and all split SKUs are reviewed
 * every minute. Thread-safe.
 *
 * @param queue the shards queue
 */
public record ShardNotifier(QueueSender queue) {
    private static final Logger LOG = LoggerFactory.getLogger(ShardNotifier.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** Reports hot items. */
    public void heat(List<Heat> heat, Call call) {
        send(heat, Hot::new, call);
    }

    /** Requests a review of SKUs. */
    public void look(List<Place> places, Call call) {
        send(places, Look::new, call);
    }

    /** Sends nothing if the caller needs its remaining time for its own answer. */
    private <T> void send(List<T> all, Function<List<T>, ShardMessage> message, Call call) {
        if (all.isEmpty() || !call.deadline().leaves(PATIENCE)) {
            return;
        }
        List<QueuedMessage> messages =
                Batches.of(all, ShardMessage.ENTRIES_MAX).stream()
                        .map(message)
                        .map(ShardMessageJson::write)
                        .map(body -> QueuedMessage.of(UUID.randomUUID().toString(), body))
                        .toList();
        try {
            queue.send(messages, new Call(call.who(), call.traceId(), Deadline.after(PATIENCE)));
        } catch (RuntimeException e) {
            LOG.warn("The shards function could not be notified", e);
        }
    }
}
