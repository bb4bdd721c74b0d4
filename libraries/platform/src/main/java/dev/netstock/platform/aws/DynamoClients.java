package dev.netstock.platform.aws;

import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
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
    private static final ProfileFile NO_PROFILES = ProfileFile.aggregator().build();

    private DynamoClients() {}

    /** Region, credentials and endpoint come from the environment. */
    public static DynamoDbClient create() {
        return builder(httpClient()).build();
    }

    /** A client over another HTTP client, for tests and benchmarks. */
    public static DynamoDbClientBuilder builder(SdkHttpClient httpClient) {
        return DynamoDbClient.builder()
                .httpClient(httpClient)
                .endpointDiscoveryEnabled(false)
                .accountIdEndpointMode(AccountIdEndpointMode.PREFERRED)
                .overrideConfiguration(overrides().build());
    }

    /**
     * The settings that differ from the SDK's defaults: no retries, and no profile files, which do
     * not exist in a function.
     */
    public static ClientOverrideConfiguration.Builder overrides() {
        return ClientOverrideConfiguration.builder()
                .defaultProfileFile(NO_PROFILES)
                .defaultProfileName("default")
                .retryStrategy(AwsRetryStrategy.doNotRetry());
    }

    /** The HTTP client that {@link #create} uses. */
    public static SdkHttpClient httpClient() {
        return httpClient(RESPONSE_TIMEOUT);
    }

    /**
     * The JDK's HTTP client under the SDK. By default it resends a POST when a kept-alive
     * connection breaks, which the caller cannot notice; this is switched off. The builder of the
     * SDK would prepare TLS even if no endpoint uses it; the JDK does so for the first connection.
     *
     * @param responseTimeout how long to wait for a response
     */
    public static SdkHttpClient httpClient(Duration responseTimeout) {
        System.setProperty("sun.net.http.retryPost", "false");
        System.setProperty("http.maxConnections", Integer.toString(CONNECTIONS_MAX));
        return UrlConnectionHttpClient.create(uri -> connection(uri, responseTimeout));
    }

    private static HttpURLConnection connection(URI uri, Duration responseTimeout) {
        try {
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()));
            connection.setReadTimeout(Math.toIntExact(responseTimeout.toMillis()));
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException("Not the address of a service: " + uri, e);
        }
    }
}
