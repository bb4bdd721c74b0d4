package dev.netstock.operations.report;

import dev.netstock.platform.aws.DynamoClients;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.util.Optional;

/**
 * Reports in a bucket. Thread-safe.
 *
 * @param client retries as the SDK does by default; writing a report again does no harm
 * @param bucket its name
 */
public record S3Reports(S3Client client, String bucket) implements Reports {
    /**
     * S3 answers so for an object that does not exist if the caller may not list the bucket.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html">GetObject</a>
     */
    private static final int FORBIDDEN = 403;

    private static final int NOT_FOUND = 404;

    /** Region and credentials come from the environment. */
    public static S3Reports of(String bucket) {
        return new S3Reports(
                S3Client.builder().httpClient(DynamoClients.httpClient()).build(), bucket);
    }

    @Override
    public void put(String key, String json) {
        client.putObject(
                request -> request.bucket(bucket).key(key).contentType("application/json"),
                RequestBody.fromString(json));
    }

    @Override
    public Optional<String> get(String key) {
        try {
            return Optional.of(
                    client.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                            .asUtf8String());
        } catch (S3Exception e) {
            if (e.statusCode() == FORBIDDEN || e.statusCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
