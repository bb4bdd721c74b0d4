package dev.netstock.platform.stream.testing;

import dev.netstock.local.s3.S3Local;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.stream.FailedRecords;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.time.InstantSource;
import java.util.List;

/** A bucket of failed records. Thread-safe. */
public final class FailedRecordsBucket implements AutoCloseable {
    private static final String NAME = "failed-records";

    private final S3Local s3 = S3Local.start();
    private final S3Client client;

    /** An empty one. */
    public FailedRecordsBucket() {
        s3.createBucket(NAME);
        client =
                S3Client.builder()
                        .endpointOverride(s3.endpoint())
                        .region(Region.AP_NORTHEAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .httpClient(DynamoClients.httpClient())
                        .overrideConfiguration(DynamoClients.overrides().build())
                        .build();
    }

    /** Stores records in this bucket. */
    public FailedRecords records() {
        return new FailedRecords(() -> client, NAME, InstantSource.system());
    }

    /** Stores records in an unreachable bucket. */
    public FailedRecords outOfReach() {
        return new FailedRecords(() -> client, NAME + "-that-is-not-there", InstantSource.system());
    }

    /** The keys of the stored objects. */
    public List<String> keys() {
        return client.listObjectsV2(it -> it.bucket(NAME)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** The stored JSON documents. */
    public List<String> documents() {
        return keys().stream()
                .map(key -> client.getObjectAsBytes(it -> it.bucket(NAME).key(key)).asUtf8String())
                .toList();
    }

    @Override
    public void close() {
        client.close();
        s3.close();
    }
}
