package dev.netstock.platform.queue;

import java.util.Optional;

/**
 * A message of a queue, decoded.
 *
 * @param id the message ID of the queue
 * @param group the message group in a FIFO queue, whose messages are handled in order; empty in a
 *     standard queue, and for a message that failed so often that it no longer blocks its group
 * @param body the decoded body
 */
public record Message<T>(String id, Optional<String> group, T body) {}
