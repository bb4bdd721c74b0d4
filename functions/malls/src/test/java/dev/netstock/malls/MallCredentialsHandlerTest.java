package dev.netstock.malls;

import static dev.netstock.malls.testing.MallFixture.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.malls.adapter.MallAdapters;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.adapter.testing.MemoryCredentialStore;
import dev.netstock.malls.dynamodb.DynamoMallStore;
import dev.netstock.malls.sync.CredentialDays;
import dev.netstock.malls.testing.MallsTable;
import dev.netstock.platform.testing.LambdaEvents;
import dev.netstock.platform.testing.Output;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.testing.LocalTables;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class MallCredentialsHandlerTest {
    private static final Instant NOW = Instant.parse("2026-11-29T00:30:00Z");
    private static final InstantSource CLOCK = () -> NOW;
    private static final DynamoDbClient CLIENT = LocalTables.client(LocalTables.http());
    private static final String TABLE = MallsTable.create(CLIENT);

    /** A key of au PAY Market lives for 90 days; the secret of Amazon is still empty. */
    @Test
    void handleRequest_writesTheDaysLeftOfEachMallThatHasADate() {
        List<ConfiguredMall> malls =
                MallsJson.read("{\"au-pay\":{\"shopId\":\"1\"},\"amazon\":{\"sellerId\":\"A\"}}");
        MemoryCredentialStore key =
                new MemoryCredentialStore(
                        Map.of(
                                "apiKey",
                                "key",
                                "apiKeyIssuedAt",
                                NOW.minus(Duration.ofDays(80)).toString()));
        MemoryCredentialStore empty = new MemoryCredentialStore(Map.of());
        MallCredentialsHandler handler =
                new MallCredentialsHandler(
                        malls,
                        new MallAdapters(
                                new MallHttp(Duration.ofSeconds(1)), Optional.empty(), CLOCK),
                        channel -> channel.equals(MallAdapters.AU_PAY) ? key : empty,
                        channel -> new DynamoMallStore(CLIENT, TABLE, channel),
                        CLOCK);

        List<String> lines =
                Output.of(
                        () ->
                                assertThat(
                                                LambdaEvents.failed(
                                                        handler.handleRequest(
                                                                event("{}"), TestContext.create())))
                                        .isEmpty());

        assertThat(lines)
                .filteredOn(line -> line.contains("[[\"Service\",\"Mall\"]]"))
                .singleElement()
                .asString()
                .contains("\"Mall\":\"au-pay\"", "\"DaysLeft\":10");
        assertThat(new DynamoMallStore(CLIENT, TABLE, MallAdapters.AU_PAY).credentialDays())
                .contains(new CredentialDays(10, NOW));
        assertThat(new DynamoMallStore(CLIENT, TABLE, MallAdapters.AMAZON).credentialDays())
                .isEmpty();
    }

    @AfterAll
    static void deleteTable() {
        CLIENT.deleteTable(request -> request.tableName(TABLE));
    }

    @Test
    void constructor_calledByLambda_wiresTheFunctionFromTheEnvironment() {
        assertThat(
                        LambdaEvents.failed(
                                new MallCredentialsHandler()
                                        .handleRequest(
                                                event("{}"), TestContext.withTimeLeft(5_000))))
                .isEmpty();
    }
}
