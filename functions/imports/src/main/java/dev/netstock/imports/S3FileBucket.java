package dev.netstock.imports;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.util.Optional;

/**
 * The bucket in S3. Thread-safe.
 *
 * @param client repeats requests as the SDK does
 * @param bucket its name
 */
record S3FileBucket(S3Client client, String bucket) implements FileBucket {
    private static final int GONE = 404;
    private static final int REPLACED = 412;

    @Override
    public Optional<Opened> open(String key) {
        try {
            ResponseInputStream<GetObjectResponse> object =
                    client.getObject(get -> get.bucket(bucket).key(key));
            return Optional.of(new Opened(object, object.response().eTag()));
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        }
    }

    @Override
    public void move(String from, String version, String to) {
        try {
            client.copyObject(
                    copy ->
                            copy.sourceBucket(bucket)
                                    .sourceKey(from)
                                    .copySourceIfMatch(version)
                                    .destinationBucket(bucket)
                                    .destinationKey(to));
        } catch (S3Exception e) {
            if (e.statusCode() == GONE || e.statusCode() == REPLACED) {
                return;
            }
            throw e;
        }
        client.deleteObject(delete -> delete.bucket(bucket).key(from));
    }

    @Override
    public void put(String key, String json) {
        client.putObject(
                put -> put.bucket(bucket).key(key).contentType("application/json"),
                RequestBody.fromString(json));
    }
}
