package dev.netstock.local.s3;

import dev.netstock.local.http.LoopbackServer;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A local S3 on loopback: whole objects with metadata, checksums and versions, copies, and listing
 * by prefix. It has no multipart uploads or permissions, and rejects unsupported requests with
 * {@code NotImplemented}. Clients use path-style URLs, which is the AWS SDK's default for an IP
 * address. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html">Actions</a>
 */
public final class S3Local implements AutoCloseable {
    private final Buckets buckets;
    private final LoopbackServer server;

    private S3Local(Buckets buckets, ObjectListener listener) {
        this.buckets = buckets;
        this.server = LoopbackServer.listen(0, new S3Api(buckets, listener));
    }

    /** Starts one in memory and returns when it listens. */
    public static S3Local start() {
        return start(Optional.empty());
    }

    /**
     * Starts one and returns when it listens.
     *
     * @param dataFolder where objects are stored; existing objects are available again
     */
    public static S3Local start(Optional<Path> dataFolder) {
        return start(dataFolder, ObjectListener.NONE);
    }

    /**
     * Starts one and returns when it listens.
     *
     * @param dataFolder where objects are stored; existing objects are available again
     * @param listener receives written objects
     */
    public static S3Local start(Optional<Path> dataFolder, ObjectListener listener) {
        var buckets = Buckets.open(dataFolder.map(ObjectFiles::new), InstantSource.system());
        return new S3Local(buckets, listener);
    }

    /** Its endpoint. */
    public URI endpoint() {
        return server.address();
    }

    /** Creates a bucket if it does not exist. */
    public void createBucket(String name) {
        buckets.create(name);
    }

    /** Enables versioning of a bucket, as PutBucketVersioning does. */
    public void enableVersioning(String bucket) {
        buckets.find(bucket).orElseThrow().enableVersioning();
    }

    @Override
    public void close() {
        server.close();
    }
}
