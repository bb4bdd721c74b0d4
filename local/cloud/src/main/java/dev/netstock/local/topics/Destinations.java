package dev.netstock.local.topics;

import dev.netstock.local.sqs.MessageQueue;

import java.util.Optional;
import java.util.function.Consumer;

/** Finds the destinations of subscriptions by ARN. */
public interface Destinations {
    Optional<MessageQueue> queue(String arn);

    /** The input of a Firehose stream. */
    Optional<Consumer<byte[]>> stream(String arn);
}
