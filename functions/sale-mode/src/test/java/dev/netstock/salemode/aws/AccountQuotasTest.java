package dev.netstock.salemode.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.netstock.local.cloudwatch.CloudWatchLocal;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.salemode.mode.Quota;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Lambda answers in the JSON that its API describes. */
class AccountQuotasTest {
    private static final String ACCOUNT_SETTINGS = "/2016-08-19/account-settings";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final CloudWatchLocal cloudWatch = CloudWatchLocal.start();
    private String answer =
            "{\"AccountLimit\":{\"ConcurrentExecutions\":3000,"
                    + "\"UnreservedConcurrentExecutions\":819}}";
    private HttpServer server;
    private AccountQuotas quotas;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        quotas =
                new AccountQuotas(
                        at(address, LambdaClient.builder()).build(),
                        at(cloudWatch.endpoint(), CloudWatchClient.builder()).build(),
                        "archive",
                        () -> NOW);
        firehose("RecordsPerSecondLimit", 100_000);
        firehose("BytesPerSecondLimit", 1_048_576);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        cloudWatch.close();
    }

    @Test
    void read_ofAnAccount_hasTheLimitsThatApplyNow() {
        assertThat(quotas.read())
                .isEqualTo(
                        Map.of(
                                Quota.UNRESERVED_ENVIRONMENTS, 819L,
                                Quota.ARCHIVE_RECORDS, 100_000L,
                                Quota.ARCHIVE_BYTES, 1_048_576L));
    }

    /** The local cloud has no account settings; a permission may be missing. */
    @Test
    void read_whenAServiceRefuses_leavesItsQuotasOut() {
        answer = "";
        assertThat(quotas.read()).containsOnlyKeys(Quota.ARCHIVE_RECORDS, Quota.ARCHIVE_BYTES);

        server.stop(0);
        cloudWatch.close();
        assertThat(quotas.read()).isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        boolean isKnown =
                !answer.isEmpty()
                        && exchange.getRequestURI().getPath().startsWith(ACCOUNT_SETTINGS);
        byte[] json = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(isKnown ? 200 : 404, isKnown ? json.length : -1);
        if (isKnown) {
            exchange.getResponseBody().write(json);
        }
        exchange.close();
    }

    /** Firehose publishes its limits beside its traffic. */
    private void firehose(String metric, long limit) {
        cloudWatch.line(
                """
                {"_aws":{"Timestamp":%d,"CloudWatchMetrics":[{"Namespace":"AWS/Firehose","Metrics":\
                [{"Name":"%s"}],"Dimensions":[["DeliveryStreamName"]]}]},\
                "DeliveryStreamName":"archive","%s":%d}\
                """
                        .formatted(
                                NOW.minus(Duration.ofHours(2)).toEpochMilli(),
                                metric,
                                metric,
                                limit));
    }

    private static <B extends AwsSyncClientBuilder<B, ?> & SdkClientBuilder<B, ?>> B at(
            URI endpoint, B builder) {
        return builder.endpointOverride(endpoint)
                .httpClient(DynamoClients.httpClient())
                .overrideConfiguration(DynamoClients.overrides().build());
    }
}
