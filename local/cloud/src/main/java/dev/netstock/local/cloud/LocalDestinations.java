package dev.netstock.local.cloud;

import dev.netstock.local.archive.DeliveryStreams;
import dev.netstock.local.queues.Queues;
import dev.netstock.local.sqs.MessageQueue;
import dev.netstock.local.topics.Destinations;

import java.util.Optional;
import java.util.function.Consumer;

/** The destinations of topics: queues and streams of the same templates. */
record LocalDestinations(Queues queues, DeliveryStreams streams) implements Destinations {
    @Override
    public Optional<MessageQueue> queue(String arn) {
        return queues.find(arn);
    }

    @Override
    public Optional<Consumer<byte[]>> stream(String arn) {
        return streams.find(arn);
    }
}
