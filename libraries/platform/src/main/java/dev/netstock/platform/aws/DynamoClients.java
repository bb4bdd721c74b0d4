package dev.netstock.platform.aws;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

import java.time.Duration;

/**
 * The DynamoDB client that the functions use: it repeats nothing by itself ({@code Operation} says
 * what may be repeated), and gives up early enough for the flow to find out what happened.
 */
public final class DynamoClients {
    /** As many takes of one order run side by side; the HTTP client keeps as many connections. */
    public static final int CONNECTIONS_MAX = 16;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(1);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

    private DynamoClients() {}

    /** Region, credentials and endpoint come from the environment. */
    public static DynamoDbClient create() {
        return builder(httpClient()).build();
    }

    /** The same over another HTTP client, for tests and benchmarks. */
    public static DynamoDbClientBuilder builder(SdkHttpClient httpClient) {
        return DynamoDbClient.builder()
                .httpClient(httpClient)
                .overrideConfiguration(overrides().build());
    }

    /** What the client does otherwise than the SDK by itself: it repeats nothing. */
    public static ClientOverrideConfiguration.Builder overrides() {
        return ClientOverrideConfiguration.builder().retryStrategy(AwsRetryStrategy.doNotRetry());
    }

    /** The HTTP client that {@link #create} uses. */
    public static SdkHttpClient httpClient() {
        return httpClient(ANSWER_LIMIT);
    }

    /**
     * The JDK's HTTP client under the SDK. It would repeat a POST by itself when a kept connection
     * breaks, which no caller could tell from one: that is switched off.
     *
     * @param answerLimit how long to wait for an answer
     */
    public static SdkHttpClient httpClient(Duration answerLimit) {
        System.setProperty("sun.net.http.retryPost", "false");
        System.setProperty("http.maxConnections", Integer.toString(CONNECTIONS_MAX));
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_LIMIT)
                .socketTimeout(answerLimit)
                .build();
    }
}
