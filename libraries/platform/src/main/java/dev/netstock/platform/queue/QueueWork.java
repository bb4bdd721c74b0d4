package dev.netstock.platform.queue;

import dev.netstock.platform.call.Call;

import java.util.List;

/**
 * Handles the messages of a queue. It must be safe to retry, because a message may arrive several
 * times, whether or not it was handled. Implementations are thread-safe.
 */
@FunctionalInterface
public interface QueueWork<T> {
    /**
     * Handles a batch.
     *
     * @param messages in the order of the queue, at least one
     * @throws dev.netstock.platform.call.RetryLaterException to retry the whole batch
     * @throws RuntimeException if a message cannot be handled; the messages are then handled one by
     *     one
     */
    BatchResult handle(List<Message<T>> messages, Call call);
}
