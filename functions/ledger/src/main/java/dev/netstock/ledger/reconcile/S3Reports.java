package dev.netstock.ledger.reconcile;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

import java.util.Optional;

/**
 * Reports in a bucket; an object that appears there is the event that a run has ended. Thread-safe.
 *
 * @param client the client; it repeats by itself, a report is the same however often it is written
 * @param bucket the bucket
 */
record S3Reports(S3Client client, String bucket) implements Reports {
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
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        }
    }
}
