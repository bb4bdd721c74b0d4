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
 * Tells whoever decides about shards, if that can be done at once. Whoever tells has something
 * better to do: heat is told again while it lasts, and all is looked at each minute anyway, so that
 * nothing here is ever an error. Thread-safe.
 *
 * @param queue the queue of the shards
 */
public record ShardNotifier(QueueSender queue) {
    private static final Logger LOG = LoggerFactory.getLogger(ShardNotifier.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** Tells of hot items. */
    public void heat(List<Heat> heat, Call call) {
        tell(heat, Hot::new, call);
    }

    /** Asks for a look at SKUs. */
    public void look(List<Place> places, Call call) {
        tell(places, Look::new, call);
    }

    /** Whoever has no time left keeps it for his answer. */
    private <T> void tell(List<T> all, Function<List<T>, ShardMessage> message, Call call) {
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
            LOG.warn("The shards could not be told", e);
        }
    }
}
