package dev.netstock.local.sqs;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Messages of a queue that are received in order. While one of them is in flight, the others wait.
 * In a standard queue, each message is a group of its own. Guarded by the lock of the queues.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html">FIFO
 *     queue delivery logic</a>
 */
final class MessageGroup {
    private final SequencedSet<StoredMessage> messages = new LinkedHashSet<>();
    private int inFlight;

    /** The first message, while it is listed as ready. */
    private @Nullable StoredMessage ready;

    void add(StoredMessage message) {
        messages.add(message);
    }

    void remove(StoredMessage message) {
        messages.remove(message);
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    void addInFlight(int change) {
        inFlight += change;
    }

    @Nullable StoredMessage listed() {
        return ready;
    }

    void list(@Nullable StoredMessage first) {
        ready = first;
    }

    /** The message to receive next; null if there is none or the group waits. */
    @Nullable StoredMessage next() {
        if (inFlight > 0 || messages.isEmpty()) {
            return null;
        }
        StoredMessage first = messages.getFirst();
        return first.state() == StoredMessage.State.VISIBLE ? first : null;
    }

    /** The first messages up to one that is not visible. */
    List<StoredMessage> visible(int most) {
        List<StoredMessage> visible = new ArrayList<>();
        for (StoredMessage message : messages) {
            if (visible.size() == most || message.state() != StoredMessage.State.VISIBLE) {
                break;
            }
            visible.add(message);
        }
        return visible;
    }
}
