package dev.netstock.local.cloud;

import dev.netstock.local.archive.DeliveryStreams;
import dev.netstock.local.queues.Queues;
import dev.netstock.local.topics.Destinations;

import java.util.Optional;
import java.util.function.Consumer;

/** The destinations of topics: queues and streams of the same templates. */
record LocalDestinations(Queues queues, DeliveryStreams streams) implements Destinations {
    @Override
    public Optional<Queue> queue(String arn) {
        return queues.find(arn).map(it -> new Queue(it.client(), it.queueUrl()));
    }

    @Override
    public Optional<Consumer<byte[]>> stream(String arn) {
        return streams.find(arn);
    }
}
