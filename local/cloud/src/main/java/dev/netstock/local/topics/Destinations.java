package dev.netstock.local.topics;

import software.amazon.awssdk.services.sqs.SqsClient;

import java.util.Optional;
import java.util.function.Consumer;

/** Finds, by ARN, what subscriptions deliver to. */
public interface Destinations {
    /** A queue, and a client that reaches it. */
    record Queue(SqsClient client, String url) {}

    Optional<Queue> queue(String arn);

    /** What takes the records of a Firehose stream. */
    Optional<Consumer<byte[]>> stream(String arn);
}
