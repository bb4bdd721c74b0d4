package dev.netstock.platform.queue;

import dev.netstock.platform.call.Call;

import java.util.List;

/**
 * What a function does with the messages of its queue. It is safe to repeat: a message may come
 * several times, whether it was handled or not. Implementations are thread-safe.
 */
@FunctionalInterface
public interface QueueWork<T> {
    /**
     * Handles a batch.
     *
     * @param messages in the order of the queue, at least one
     * @throws dev.netstock.platform.call.RetryLaterException if all of them shall come again
     * @throws RuntimeException if one of them cannot be handled: they are then tried one by one
     */
    BatchResult handle(List<Message<T>> messages, Call call);
}
