package dev.netstock.local.archive;

import dev.netstock.local.template.Environment;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The Firehose streams that the templates declare. Thread-safe. */
public final class DeliveryStreams implements AutoCloseable {
    private final Environment environment;
    private final ObjectWriter writer;
    private final Map<String, DeliveryStream> streams = new ConcurrentHashMap<>();

    public DeliveryStreams(Environment environment, ObjectWriter writer) {
        this.environment = environment;
        this.writer = writer;
    }

    /** The input of the stream with this ARN, if a template declares it. */
    public Optional<Consumer<byte[]>> find(String arn) {
        return Optional.ofNullable(streams.get(arn)).map(stream -> stream::put);
    }

    /** Writes the buffered records. */
    @Override
    public void close() {
        streams.values().forEach(DeliveryStream::close);
    }

    /** Starts a stream and returns its ARN. */
    String add(DeliverySettings settings) {
        String arn = environment.arn("firehose", "deliverystream/" + settings.stream());
        streams.put(arn, new DeliveryStream(settings, writer, InstantSource.system()));
        return arn;
    }
}
