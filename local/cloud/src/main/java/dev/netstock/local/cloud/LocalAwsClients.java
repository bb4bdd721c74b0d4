package dev.netstock.local.cloud;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.net.URI;
import java.time.Duration;

/** AWS clients for the local services. */
public final class LocalAwsClients {
    /** The longest a function may run. */
    private static final Duration LONGEST_CALL = Duration.ofMinutes(15);

    static {
        // The local Kinesis supports JSON, not CBOR.
        System.setProperty("aws.cborEnabled", "false");
    }

    private final String region;

    public LocalAwsClients(String region) {
        this.region = region;
    }

    public DynamoDbClient dynamoDb(URI endpoint) {
        return configured(DynamoDbClient.builder(), endpoint).build();
    }

    public DynamoDbStreamsClient dynamoDbStreams(URI endpoint) {
        return configured(DynamoDbStreamsClient.builder(), endpoint).build();
    }

    public KinesisClient kinesis(URI endpoint) {
        return configured(KinesisClient.builder(), endpoint).build();
    }

    /** A client that waits as long as a function may run and does not retry. */
    public LambdaClient lambda(URI endpoint) {
        return configured(LambdaClient.builder(), endpoint)
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(LONGEST_CALL))
                .overrideConfiguration(it -> it.retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    public S3Client s3(URI endpoint) {
        return configured(S3Client.builder(), endpoint).build();
    }

    public SecretsManagerClient secretsManager(URI endpoint) {
        return configured(SecretsManagerClient.builder(), endpoint).build();
    }

    public SnsClient sns(URI endpoint) {
        return configured(SnsClient.builder(), endpoint).build();
    }

    public SqsClient sqs(URI endpoint) {
        return configured(SqsClient.builder(), endpoint).build();
    }

    private <B extends AwsSyncClientBuilder<B, ?> & AwsClientBuilder<B, ?>> B configured(
            B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")));
    }
}
