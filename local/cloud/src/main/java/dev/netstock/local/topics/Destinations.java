package dev.netstock.local.topics;

import software.amazon.awssdk.services.sqs.SqsClient;

import java.util.Optional;
import java.util.function.Consumer;

/** Finds the destinations of subscriptions by ARN. */
public interface Destinations {
    /** A queue and a client for it. */
    record Queue(SqsClient client, String url) {}

    Optional<Queue> queue(String arn);

    /** The input of a Firehose stream. */
    Optional<Consumer<byte[]>> stream(String arn);
}
