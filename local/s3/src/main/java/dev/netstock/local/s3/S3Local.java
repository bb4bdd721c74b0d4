package dev.netstock.local.s3;

import dev.netstock.local.http.LoopbackServer;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A stand-in for S3 on loopback: whole objects, their metadata, checksums and versions, copies,
 * listing by prefix. It knows no multipart uploads or permissions, and refuses what it does not
 * know with {@code NotImplemented}. Clients reach it with the bucket in the path, as the AWS SDK
 * does by itself for an endpoint that is an IP address. Thread-safe.
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

    /** Starts one in memory, and returns once it listens. */
    public static S3Local start() {
        return start(Optional.empty());
    }

    /**
     * Starts one, and returns once it listens.
     *
     * @param dataFolder where objects outlive this process; what is there already is served again
     */
    public static S3Local start(Optional<Path> dataFolder) {
        return start(dataFolder, ObjectListener.NONE);
    }

    /**
     * Starts one, and returns once it listens.
     *
     * @param dataFolder where objects outlive this process; what is there already is served again
     * @param listener hears of what is written
     */
    public static S3Local start(Optional<Path> dataFolder, ObjectListener listener) {
        var buckets = Buckets.open(dataFolder.map(ObjectFiles::new), InstantSource.system());
        return new S3Local(buckets, listener);
    }

    /** Where clients reach it. */
    public URI endpoint() {
        return server.address();
    }

    /** Creates a bucket, unless it is there already. */
    public void createBucket(String name) {
        buckets.create(name);
    }

    /** Gives the objects of a bucket versions from now on, as PutBucketVersioning does. */
    public void enableVersioning(String bucket) {
        buckets.find(bucket).orElseThrow().enableVersioning();
    }

    @Override
    public void close() {
        server.close();
    }
}
