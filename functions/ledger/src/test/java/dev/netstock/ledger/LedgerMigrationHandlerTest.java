package dev.netstock.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;

import dev.netstock.events.SampleEvents;
import dev.netstock.ledger.database.LedgerConfig;
import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.migration.LedgerMigration;
import dev.netstock.ledger.migration.ResponseSender;
import dev.netstock.ledger.sync.Pace;
import dev.netstock.ledger.sync.SupplySender;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.platform.testing.TestContext;
import dev.netstock.stock.supply.SupplyOutcome;
import dev.netstock.stock.testing.Shop;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

class LedgerMigrationHandlerTest {
    private final TestLedger ledger = TestLedger.createUnmigrated();
    private final LedgerDatabase owned = LedgerDatabase.of(ledger.ownersConfig());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final List<String> types = Collections.synchronizedList(new ArrayList<>());
    private int refusals;
    private HttpServer cloudFormation;

    private LedgerMigrationHandler handler =
            new LedgerMigrationHandler(new LedgerMigration(owned, new ResponseSender(_ -> {})));

    @BeforeEach
    void listen() throws IOException {
        cloudFormation =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cloudFormation.createContext(
                "/",
                exchange -> {
                    String type = exchange.getRequestHeaders().getFirst("Content-Type");
                    types.add(type == null ? "" : type);
                    bodies.add(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(refusals-- > 0 ? 503 : 200, -1);
                    exchange.close();
                });
        cloudFormation.start();
    }

    @AfterEach
    void close() {
        cloudFormation.stop(0);
        owned.close();
        ledger.close();
    }

    @Test
    void handleRequest_ofTheFirstDeployment_createsTheSchemaAndReportsSuccess() {
        JsonNode answer = handle("migrate", "shinjuku,umeda,warehouse-1");

        assertThat(answer.get("Status").asString()).isEqualTo("SUCCESS");
        assertThat(answer.get("RequestId").asString())
                .isEqualTo("6f2d7c0e-5f5b-4d0e-9a56-1d6f6f3b8a11");
        assertThat(answer.get("LogicalResourceId").asString()).isEqualTo("LedgerMigration");
        assertThat(answer.get("StackId").asString()).contains("NetStock-dev-Ledger");
        assertThat(answer.get("PhysicalResourceId").asString()).isEqualTo("ledger");
        assertThat(types).containsExactly("");
        assertThat(ledger.rows("SELECT location FROM locations WHERE sells_online ORDER BY 1"))
                .containsExactly("shinjuku", "umeda", "warehouse-1");
    }

    @Test
    void handleRequest_whenALocationStopsSellingOnline_sendsNoneOfItsSupply() {
        handle("migrate", "shinjuku,umeda");
        ledger.execute(
                "SELECT touch('{A,A}', '{shinjuku,umeda}'), recalculate('{A,A}',"
                        + " '{shinjuku,umeda}')");

        handle("migrate", "umeda,ginza");

        assertThat(ledger.rows("SELECT location, sells_online FROM locations ORDER BY 1"))
                .containsExactly("ginza t", "shinjuku f", "umeda t");
        assertThat(ledger.rows("SELECT location FROM net_stock WHERE send_at IS NOT NULL"))
                .containsExactly("umeda");

        handle("migrate", "shinjuku,umeda");

        assertThat(locationsOfSentSupply()).containsExactly("umeda", "shinjuku");
    }

    private List<String> locationsOfSentSupply() {
        List<String> sent = new ArrayList<>();
        new SupplySender(
                        ledger.database(),
                        (changes, _) -> {
                            changes.forEach(change -> sent.add(change.location().value()));
                            return changes.stream()
                                    .<SupplyOutcome>map(_ -> new SupplyOutcome.Applied(0, 0))
                                    .toList();
                        },
                        Pace.of(1_000))
                .run(Shop.call());
        return sent;
    }

    @Test
    void handleRequest_whenTheMigrationFails_reportsTheReason() {
        ledger.execute("CREATE TABLE items (sku text)");

        JsonNode answer = handle("migrate", "shinjuku");

        assertThat(answer.get("Status").asString()).isEqualTo("FAILED");
        assertThat(answer.get("Reason").asString())
                .startsWith("The ledger could not be migrated: ")
                .contains("no schema history table")
                .hasSizeLessThan(1_000);
    }

    /** A database that cannot be reached refused no statement. */
    @Test
    void handleRequest_whenTheDatabaseIsUnreachable_reportsTheCauseOfThat() {
        var nowhere = new LedgerConfig("127.0.0.1", 1, "ledger", "ledger_owner", "ap-northeast-1");
        try (LedgerDatabase absent =
                LedgerDatabase.withConnections(nowhere, 1, Duration.ofMillis(300))) {
            handler =
                    new LedgerMigrationHandler(
                            new LedgerMigration(absent, new ResponseSender(_ -> {})));

            JsonNode answer = handle("migrate", "shinjuku");

            assertThat(answer.get("Status").asString()).isEqualTo("FAILED");
            assertThat(answer.get("Reason").asString())
                    .startsWith(
                            "The ledger could not be migrated: The ledger's database accepted no"
                                    + " connection in time: ")
                    .contains("127.0.0.1:1 refused")
                    .doesNotContain("refused a statement");
        }
    }

    @Test
    void handleRequest_withNoLocation_fails() {
        assertThat(handle("migrate", "").get("Status").asString()).isEqualTo("FAILED");
    }

    @Test
    void handleRequest_whenTheStackIsDeleted_changesNothing() {
        JsonNode answer = answerTo(sample("migrate").replace("\"Create\"", "\"Delete\""));

        assertThat(answer.get("Status").asString()).isEqualTo("SUCCESS");
        assertThat(ledger.rows("SELECT to_regclass('items')")).containsExactly("-");
    }

    @Test
    void handleRequest_whenTheResponseIsRefused_retriesIt() {
        refusals = 2;

        assertThat(handle("migrate", "shinjuku").get("Status").asString()).isEqualTo("SUCCESS");
        assertThat(bodies).hasSize(3);
    }

    @Test
    void handleRequest_ofAMalformedRequest_throws() {
        assertThatThrownBy(() -> answerTo("{}")).hasMessageContaining("RequestType");
        assertThat(bodies).isEmpty();
    }

    private JsonNode handle(String sample, String locations) {
        return answerTo(sample(sample).replace("shinjuku,umeda,warehouse-1", locations));
    }

    private String sample(String name) {
        return SampleEvents.json("ledger-migration/" + name)
                .replaceFirst(
                        "https://[^\"]*",
                        "http://127.0.0.1:%d/answer"
                                .formatted(cloudFormation.getAddress().getPort()));
    }

    private JsonNode answerTo(String event) {
        try {
            handler.handleRequest(
                    new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
                    OutputStream.nullOutputStream(),
                    TestContext.create());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return JsonMapper.shared().readTree(bodies.getLast());
    }
}
