package dev.netstock.local.endtoend;

import static dev.netstock.local.mallshops.DemoMall.AMAZON;
import static dev.netstock.local.mallshops.DemoMall.AU_PAY;
import static dev.netstock.local.mallshops.DemoMall.RAKUTEN;
import static dev.netstock.local.mallshops.DemoMall.SHOPIFY;
import static dev.netstock.local.mallshops.DemoMall.YAHOO;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.cloud.ApiCaller;
import dev.netstock.local.malls.MallsLocal;
import dev.netstock.local.mallshops.DemoMall;
import dev.netstock.local.mallshops.MallConnection;
import dev.netstock.local.mallshops.MallShops;

import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A cloud with the simulated malls, and all functions between them. Each test has SKUs of its own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(1)
class MallsEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String LOCATION = "warehouse-1";
    private static final int SUPPLY = 40;

    /** Sold at all malls. */
    private static final String TEA = "4900000000010";

    /** Its customers buy while a mall is closed. */
    private static final String CUP = "4900000000027";

    /** Its mall's keys end. */
    private static final String INK = "4900000000034";

    /** Not mapped at first. */
    private static final String PEN = "4900000000041";

    /** Sold at the mall that announces orders. */
    private static final String MUG = "4900000000058";

    private static final Map<String, List<DemoMall>> SOLD_AT =
            Map.of(
                    TEA, List.of(RAKUTEN, YAHOO, SHOPIFY, AU_PAY),
                    CUP, List.of(YAHOO, SHOPIFY),
                    INK, List.of(RAKUTEN, YAHOO),
                    PEN, List.of(SHOPIFY),
                    MUG, List.of(AMAZON));

    private final MallsLocal malls = MallsLocal.start();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Simulators simulators = new Simulators(http, malls.endpoint());
    private final RealCloud real = RealCloud.startWithMalls(malls.endpoint());
    private final ApiCaller api =
            real.caller("netstock/read", "netstock/reserve", "netstock/operate");
    private final SecretsManagerClient secrets =
            real.clients().secretsManager(real.cloud().endpoints().secretsManager().orElseThrow());
    private final SqsClient queues =
            real.clients().sqs(real.cloud().endpoints().sqs().orElseThrow());
    private final MallConnection connection =
            new MallConnection(
                    new MallShops(http, malls.endpoint()),
                    secrets,
                    queues,
                    http,
                    real.cloud().apiUrl(),
                    api::token,
                    InstantSource.system());
    private String cancelled = "";

    @BeforeAll
    void connect() throws Exception {
        for (DemoMall mall : DemoMall.values()) {
            simulators.faults(
                    mall,
                    mall == AMAZON
                            ? "{\"rateLimits\":false,\"applySeconds\":1}"
                            : "{\"rateLimits\":false}");
            connection.authorize(mall);
            connection.subscribe(mall, real.output("MallSignalsQueueArn"));
            connection.resume(mall);
        }
        for (var sold : SOLD_AT.entrySet()) {
            real.supply(sold.getKey(), LOCATION, SUPPLY);
            for (DemoMall mall : sold.getValue()) {
                simulators.list(mall, sold.getKey(), 0);
                if (!sold.getKey().equals(PEN)) {
                    connection.map(mall, sold.getKey());
                }
            }
        }
    }

    @AfterAll
    void close() {
        secrets.close();
        queues.close();
        http.close();
        real.close();
        malls.close();
    }

    @Test
    @Order(1)
    void purchaseAtRakuten_isGoneFromTheStorefront_andTheOtherMallsShowTheNewCount()
            throws Exception {
        awaitCounts(TEA, SUPPLY);

        Instant bought = Instant.now();
        cancelled = simulators.buy(RAKUTEN, TEA, 10);

        await(() -> assertThat(reserved(TEA)).isEqualTo(10));
        print("Rakuten's order is reserved", bought);
        awaitCounts(TEA, SUPPLY - 10, bought);
        assertThat(available(TEA)).isEqualTo(SUPPLY - 10 - setAside(TEA));
        simulators.cancel(RAKUTEN, cancelled);
    }

    @Test
    @Order(2)
    void explanation_hasARowOfEachMall() throws Exception {
        JsonNode tea = explanation(TEA);

        assertThat(tea.path("malls").findValuesAsText("mall"))
                .containsExactlyInAnyOrder("rakuten", "yahoo", "amazon", "shopify", "au-pay");
        JsonNode yahoo = mallOf(tea, YAHOO);
        assertThat(yahoo.path("state").asText()).isEqualTo("connected");
        assertThat(yahoo.at("/items/0/reason").asText()).isEqualTo("percent");
        assertThat(yahoo.at("/items/0/parts/0/sku").asText()).isEqualTo(TEA);
        assertThat(mallOf(tea, AMAZON).path("items")).isEmpty();
    }

    @Test
    @Order(3)
    void orderOfAnItemThatIsNotMapped_isKeptAndVisible_andTakenWhenTheMappingComes()
            throws Exception {
        simulators.write(SHOPIFY, PEN, 3);
        String number = simulators.buy(SHOPIFY, PEN, 2);

        await(() -> assertThat(unmapped(SHOPIFY)).containsExactly(number));
        assertThat(state(SHOPIFY).path("unmappedOrders").asLong()).isEqualTo(1);
        assertThat(reserved(PEN)).isZero();
        connection.map(SHOPIFY, PEN);

        await(() -> assertThat(reserved(PEN)).isEqualTo(2));
        await(() -> assertThat(unmapped(SHOPIFY)).isEmpty());
        awaitCounts(PEN, SUPPLY - 2);
    }

    @Test
    @Order(4)
    void maintenanceAndAKeyPastItsDate_areShown_whileOthersGoOn() throws Exception {
        awaitCounts(CUP, SUPPLY);
        awaitCounts(INK, SUPPLY);
        simulators.faults(YAHOO, "{\"rateLimits\":false,\"maintenance\":true}");
        simulators.credential(RAKUTEN, "expire", "license");
        simulators.buy(YAHOO, CUP, 2);
        simulators.buy(YAHOO, CUP, 1);
        simulators.buy(RAKUTEN, INK, 1);
        sell(CUP, 4);
        sell(INK, 8);

        awaitCount(SHOPIFY, CUP, SUPPLY - 4);
        await(() -> assertThat(lastError(YAHOO)).isNotEmpty());
        await(() -> assertThat(lastError(RAKUTEN)).isNotEmpty());
        print("Yahoo in maintenance: " + lastError(YAHOO));
        print("Rakuten's key ended: " + lastError(RAKUTEN));
        assertThat(reserved(CUP)).isEqualTo(4);
        assertThat(reserved(INK)).isEqualTo(8);
    }

    /** Its units may wait until a list shows that none came back from a cancelled order. */
    @Test
    @Order(5)
    void notificationOfAmazon_makesItsOrderKnown() throws Exception {
        simulators.write(AMAZON, MUG, 2);
        Instant bought = Instant.now();
        String number = simulators.buy(AMAZON, MUG, 1);

        await(
                () ->
                        assertThat(
                                        reserved(MUG) == 1
                                                || orders(AMAZON, "unsettled").contains(number))
                                .isTrue());
        print("Amazon's order is known", bought);
        assertThat(log("MallSignals")).containsPattern("\"Signals\":[1-9]");
    }

    @Test
    @Order(6)
    void webhookOfShopify_isAcceptedWithItsSignatureOnly() {
        String path = "/v1/mall-webhooks/shopify";

        assertThat(api.withToken("").call("POST", path, "{\"id\":1}").statusCode()).isEqualTo(401);
        await(() -> assertThat(log("MallWebhooks")).contains("\"accepted\""));
    }

    /** The token of Yahoo ends in mid-push, and the sync is killed while it catches up. */
    @Test
    @Order(7)
    void afterMaintenanceAndRenewal_allOrdersAreTakenOnce_andAllCountsAreAtTheirTargets()
            throws Exception {
        Instant open = Instant.now();
        simulators.credential(YAHOO, "expire", "access");
        simulators.faults(YAHOO, "{\"rateLimits\":false}");
        simulators.credential(RAKUTEN, "renew", "license");
        connection.authorize(RAKUTEN);
        new Killer(real.cloud().lambda(), "MallSync").killOne();

        awaitCounts(CUP, SUPPLY - 7, open);
        awaitCounts(INK, SUPPLY - 9, open);
        assertThat(reserved(CUP)).isEqualTo(7);
        assertThat(reserved(INK)).isEqualTo(9);
        assertThat(simulators.item(YAHOO, CUP).path("sold").asLong()).isEqualTo(3);
        assertThat(simulators.item(RAKUTEN, INK).path("sold").asLong()).isEqualTo(1);
    }

    @Test
    @Order(8)
    void cancellationAtRakuten_comesBackEverywhere_once() throws Exception {
        awaitCounts(TEA, SUPPLY);

        assertThat(reserved(TEA)).as("order %s", cancelled).isZero();
        assertThat(simulators.item(RAKUTEN, TEA).path("restocked").asLong()).isZero();
        assertThat(available(TEA)).isEqualTo(SUPPLY - setAside(TEA));
    }

    // What the malls show.

    private void awaitCounts(String sku, long total) {
        awaitCounts(sku, total, Instant.EPOCH);
    }

    /** Waits until all malls show what they should have of so many units. */
    private void awaitCounts(String sku, long total, Instant since) {
        Map<DemoMall, Instant> shown = new EnumMap<>(DemoMall.class);
        await(
                () -> {
                    Map<DemoMall, Long> counts = new EnumMap<>(DemoMall.class);
                    Map<DemoMall, Long> shares = new EnumMap<>(DemoMall.class);
                    for (DemoMall mall : SOLD_AT.getOrDefault(sku, List.of())) {
                        counts.put(mall, simulators.count(mall, sku));
                        shares.put(mall, share(total, mall));
                        if (counts.get(mall).equals(shares.get(mall))) {
                            shown.putIfAbsent(mall, Instant.now());
                        }
                    }
                    assertThat(counts).isEqualTo(shares);
                });
        if (since.isAfter(Instant.EPOCH)) {
            shown.forEach((mall, at) -> print(mall.channel() + " shows the new count", since, at));
        }
    }

    private void awaitCount(DemoMall mall, String sku, long total) {
        await(() -> assertThat(simulators.count(mall, sku)).isEqualTo(share(total, mall)));
    }

    /** By the settings in simulated-malls.yaml: 30 % for the first mall, 25 % for the others. */
    private static long share(long total, DemoMall of) {
        long left = total;
        for (DemoMall mall : DemoMall.values()) {
            long units = left * (mall == RAKUTEN ? 30 : 25) / 100;
            if (mall == of) {
                return units;
            }
            left -= units;
        }
        throw new IllegalArgumentException("No such mall: " + of);
    }

    // What net stock says.

    private static String log(String function) throws IOException {
        try (Stream<Path> logs = Files.list(RealCloud.LOGS_WITH_MALLS)) {
            return Files.readString(
                    logs.filter(it -> it.getFileName().toString().contains(function))
                            .findFirst()
                            .orElseThrow());
        }
    }

    /** A customer of the storefront buys. */
    private void sell(String sku, int units) {
        String order = "/v1/orders/store-" + sku;
        String lines = "{\"lines\":[{\"sku\":\"%s\",\"quantity\":%d}]}".formatted(sku, units);
        assertThat(api.insist("PUT", order + "/reservation", lines).statusCode()).isEqualTo(201);
        assertThat(api.insist("POST", order + "/confirmation").statusCode()).isEqualTo(200);
    }

    private long available(String sku) throws Exception {
        return read("/v1/stock/" + sku + "?consistent=true").path("available").asLong();
    }

    /** The units of the SKU in the pools of all malls. */
    private long setAside(String sku) throws Exception {
        return explanation(sku).path("malls").findValues("setAside").stream()
                .mapToLong(JsonNode::asLong)
                .sum();
    }

    /** The units that orders have of the SKU. */
    private long reserved(String sku) throws Exception {
        return new Explanation(explanation(sku)).units("netStock", "reserved");
    }

    private JsonNode explanation(String sku) throws Exception {
        return read("/v1/stock/" + sku + "/explanation?location=" + LOCATION);
    }

    private static JsonNode mallOf(JsonNode explanation, DemoMall mall) {
        return named(explanation, mall);
    }

    private JsonNode state(DemoMall mall) throws Exception {
        return named(read("/v1/malls"), mall);
    }

    private String lastError(DemoMall mall) throws Exception {
        return state(mall).at("/lastError/cause").asText();
    }

    private static JsonNode named(JsonNode parent, DemoMall mall) {
        return parent.path("malls")
                .valueStream()
                .filter(it -> it.path("mall").asText().equals(mall.channel()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> unmapped(DemoMall mall) throws Exception {
        return orders(mall, "unmapped");
    }

    private List<String> orders(DemoMall mall, String state) throws Exception {
        return read("/v1/malls/" + mall.channel() + "/orders?state=" + state)
                .findValuesAsText("number");
    }

    private JsonNode read(String path) throws Exception {
        var answer = api.insist("GET", path);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static void print(String what) {
        System.out.println(what);
    }

    private static void print(String what, Instant since) {
        print(what, since, Instant.now());
    }

    private static void print(String what, Instant since, Instant at) {
        System.out.printf("%-40s %6d ms%n", what, Duration.between(since, at).toMillis());
    }

    private static void await(ThrowingRunnable assertion) {
        org.awaitility.Awaitility.await()
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(assertion);
    }
}
