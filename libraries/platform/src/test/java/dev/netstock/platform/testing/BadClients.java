package dev.netstock.platform.testing;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.messaging.MessagingClients;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;
import java.time.Duration;

/** Clients that always fail. */
public final class BadClients {
    private BadClients() {}

    /** A client without a reachable endpoint. */
    public static DynamoDbClient outOfReach() {
        return DynamoClients.builder(DynamoClients.httpClient(Duration.ofSeconds(2)))
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .build();
    }

    /** A client of queues without a reachable endpoint. */
    public static SqsClient queuesOutOfReach() {
        return MessagingClients.sqs()
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .build();
    }

    /** A client with a bug: every request throws UnsupportedOperationException. */
    public static DynamoDbClient broken() {
        return new DynamoDbClient() {
            @Override
            public String serviceName() {
                return "dynamodb";
            }

            @Override
            public void close() {}
        };
    }
}
