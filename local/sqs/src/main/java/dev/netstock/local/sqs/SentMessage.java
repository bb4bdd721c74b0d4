package dev.netstock.local.sqs;

import java.util.Optional;

/**
 * An accepted message.
 *
 * @param sequenceNumber its position; only in a FIFO queue
 */
public record SentMessage(String id, Optional<String> sequenceNumber) {}
