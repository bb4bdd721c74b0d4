package dev.netstock.local.kinesis;

import dev.netstock.local.eventsource.SourceStream;
import dev.netstock.local.template.Environment;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The Kinesis streams that the templates declare. The server starts with the first. */
public final class KinesisStreams implements AutoCloseable {
    private final Environment environment;
    private final InstantSource clock;
    private final Map<String, KinesisStream> byName = new ConcurrentHashMap<>();
    private @Nullable KinesisServer server;

    public KinesisStreams(Environment environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /** The endpoint of the streams; empty if there are none. */
    public Optional<URI> endpoint() {
        return Optional.ofNullable(server).map(KinesisServer::address);
    }

    /** The stream of this ARN, for a mapping to read. */
    public Optional<SourceStream> source(String arn) {
        return byName.values().stream()
                .filter(stream -> stream.arn().equals(arn))
                .findFirst()
                .map(stream -> new KinesisSource(stream, environment));
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }

    /** Creates a stream and returns its ARN. */
    String create(String name, int shards, boolean onDemand, int recordBytesMax) {
        String arn = environment.arn("kinesis", "stream/" + name);
        byName.putIfAbsent(
                name, KinesisStream.of(name, arn, shards, onDemand, recordBytesMax, clock));
        if (server == null) {
            server = KinesisServer.start(this);
        }
        return arn;
    }

    Optional<KinesisStream> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The names, sorted. */
    List<String> names() {
        return byName.keySet().stream().sorted().toList();
    }
}
