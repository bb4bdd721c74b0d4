package dev.netstock.platform.queue;

import java.util.Optional;

/**
 * A message of a queue, decoded.
 *
 * @param id as the queue names it
 * @param group the message group of a FIFO queue, whose messages are handled in their order; empty
 *     for a standard queue, and for a message that failed so often that none waits for it
 * @param body what it says
 */
public record Message<T>(String id, Optional<String> group, T body) {}
