package dev.netstock.local.storage;

import dev.netstock.local.s3.ObjectListener.ObjectCreated;
import dev.netstock.local.s3.S3Local;
import dev.netstock.local.template.Environment;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The buckets that the templates declare. The server starts with the first. Thread-safe. */
public final class DeclaredBuckets implements AutoCloseable {
    private static final String ARN = "arn:aws:s3:::";

    private final Environment environment;
    private final Optional<Path> dataFolder;
    private final List<QueueNotification> notifications = new CopyOnWriteArrayList<>();
    private @Nullable Running running;

    /**
     * Creates a registry without buckets.
     *
     * @param dataFolder where objects are stored; in memory if empty
     */
    public DeclaredBuckets(Environment environment, Optional<Path> dataFolder) {
        this.environment = environment;
        this.dataFolder = dataFolder;
    }

    /** The endpoint of the buckets; empty if there are none. */
    public synchronized Optional<URI> endpoint() {
        return Optional.ofNullable(running).map(it -> it.server().endpoint());
    }

    /** The name of the bucket with this ARN. */
    public static Optional<String> name(String arn) {
        return arn.startsWith(ARN) ? Optional.of(arn.substring(ARN.length())) : Optional.empty();
    }

    /** Writes an object. */
    public void put(String bucket, String key, byte[] content) {
        running()
                .client()
                .putObject(it -> it.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    @Override
    public synchronized void close() {
        if (running != null) {
            running.client().close();
            running.server().close();
        }
    }

    void create(String name, boolean isVersioned) {
        S3Local server = running().server();
        server.createBucket(name);
        if (isVersioned) {
            server.enableVersioning(name);
        }
    }

    /**
     * Notifies a queue of objects that are created from now on, and first sends S3's test event.
     */
    void notify(QueueNotification notification) {
        notification
                .queue()
                .accept(ObjectEvent.test(notification.bucket(), Instant.now()).toString());
        notifications.add(notification);
    }

    private void sendNotification(ObjectCreated created) {
        for (QueueNotification notification : notifications) {
            if (notification.matches(created)) {
                var event = new ObjectEvent(environment);
                notification.queue().accept(event.created(created, Instant.now()).toString());
            }
        }
    }

    static String arn(String name) {
        return ARN + name;
    }

    private synchronized Running running() {
        Running started = running == null ? start() : running;
        running = started;
        return started;
    }

    private Running start() {
        S3Local server = S3Local.start(dataFolder, this::sendNotification);
        S3Client client =
                S3Client.builder()
                        .endpointOverride(server.endpoint())
                        .region(Region.of(environment.region()))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .httpClientBuilder(UrlConnectionHttpClient.builder())
                        .build();
        return new Running(server, client);
    }

    private record Running(S3Local server, S3Client client) {}
}
