package dev.netstock.platform.aws;

import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

import java.time.Duration;

/**
 * The DynamoDB client of the functions. It does not retry on its own ({@code Operation} defines
 * what may be retried), and times out early enough for the caller to find out what happened.
 */
public final class DynamoClients {
    /** The maximum of parallel requests. The HTTP client keeps as many connections. */
    public static final int CONNECTIONS_MAX = 16;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(2);

    private DynamoClients() {}

    /** Region, credentials and endpoint come from the environment. */
    public static DynamoDbClient create() {
        return builder(httpClient()).build();
    }

    /** A client over another HTTP client, for tests and benchmarks. */
    public static DynamoDbClientBuilder builder(SdkHttpClient httpClient) {
        return DynamoDbClient.builder()
                .httpClient(httpClient)
                .overrideConfiguration(overrides().build());
    }

    /** The settings that differ from the SDK's defaults: no retries. */
    public static ClientOverrideConfiguration.Builder overrides() {
        return ClientOverrideConfiguration.builder().retryStrategy(AwsRetryStrategy.doNotRetry());
    }

    /** The HTTP client that {@link #create} uses. */
    public static SdkHttpClient httpClient() {
        return httpClient(RESPONSE_TIMEOUT);
    }

    /**
     * The JDK's HTTP client under the SDK. By default it resends a POST when a kept-alive
     * connection breaks, which the caller cannot notice; this is switched off.
     *
     * @param responseTimeout how long to wait for a response
     */
    public static SdkHttpClient httpClient(Duration responseTimeout) {
        System.setProperty("sun.net.http.retryPost", "false");
        System.setProperty("http.maxConnections", Integer.toString(CONNECTIONS_MAX));
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(responseTimeout)
                .build();
    }
}
