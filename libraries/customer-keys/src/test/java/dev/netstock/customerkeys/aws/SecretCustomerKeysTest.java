package dev.netstock.customerkeys.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.RetryLaterException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** The secret, from a server that answers as AWS documents it. */
class SecretCustomerKeysTest {
    private static final String FIRST = "{\"current\":\"k1\",\"k1\":\"" + "a".repeat(32) + "\"}";
    private static final String ROTATED =
            "{\"current\":\"k2\",\"k1\":\""
                    + "a".repeat(32)
                    + "\",\"k2\":\""
                    + "b".repeat(32)
                    + "\"}";

    private final AtomicInteger requests = new AtomicInteger();
    private volatile String secret = FIRST;
    private volatile int status = 200;
    private HttpServer server;
    private SecretCustomerKeys keys;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    requests.incrementAndGet();
                    byte[] body =
                            ("{\"Name\":\"keys\",\"SecretString\":\""
                                            + secret.replace("\"", "\\\"")
                                            + "\"}")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        keys =
                new SecretCustomerKeys(
                        SecretsManagerClient.builder()
                                .httpClient(DynamoClients.httpClient())
                                .overrideConfiguration(
                                        it -> it.retryStrategy(retry -> retry.maxAttempts(1)))
                                .endpointOverride(
                                        URI.create(
                                                "http://localhost:"
                                                        + server.getAddress().getPort()))
                                .region(Region.US_EAST_1)
                                .credentialsProvider(
                                        StaticCredentialsProvider.create(
                                                AwsBasicCredentials.create("local", "local")))
                                .build(),
                        "keys");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void of_readsTheSecretOnceAndAgainForAKeyThatItDoesNotKnow() {
        String hash = keys.of("k1", "ann");
        assertThat(keys.of("k1", "ann")).isEqualTo(hash);
        assertThat(requests).hasValue(1);

        secret = ROTATED;
        assertThat(keys.of("k1", "ann")).isEqualTo(hash);
        assertThat(requests).hasValue(1);
        assertThat(keys.of("k2", "ann")).isNotEqualTo(hash);
        assertThat(keys.of("k1", "ann")).isEqualTo(hash);
        assertThat(requests).hasValue(2);
    }

    @Test
    void current_isWhatTheSecretSaysNow() {
        assertThat(keys.current()).isEqualTo("k1");
        secret = ROTATED;
        assertThat(keys.current()).isEqualTo("k2");
    }

    @Test
    void of_whileTheSecretCannotBeRead_isToBeRetried() {
        status = 400;
        assertThatThrownBy(() -> keys.of("k1", "bob"))
                .isInstanceOf(RetryLaterException.class)
                .hasMessageNotContaining("bob");
    }

    @Test
    void parse_ofAnotherDocument_isRefusedWithoutShowingIt() {
        for (String document : new String[] {"", "[]", "{}", "{\"k1\":\"hidden\"}"}) {
            assertThatThrownBy(() -> SecretCustomerKeys.parse(document))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageNotContaining("hidden");
        }
    }
}
