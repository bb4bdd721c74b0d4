package dev.netstock.local.malls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;
import dev.netstock.local.malls.Client.Reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Shopify's GraphQL Admin API and webhooks, over HTTP. */
class ShopifyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MALL = "shopify";
    private static final String ITEM = "gid://shopify/InventoryItem/11";
    private static final String LOCATION = "gid://shopify/Location/1";
    private static final String SET =
            """
            mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
              inventorySetQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup { id changes { name delta quantityAfterChange } }
                userErrors { code field message }
              }
            }
            """;
    private static final String ADJUST =
            """
            mutation Adjust($input: InventoryAdjustQuantitiesInput!, $key: String!) {
              inventoryAdjustQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup { id }
                userErrors { code field message }
              }
            }
            """;

    private final Client client = new Client();

    @BeforeEach
    void prepare() throws IOException {
        client.freeze("2026-11-01T01:00:00Z");
        client.list(MALL, "11", "1", 5);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void set_withTheRightExpectation_setsTheQuantity() throws IOException {
        var payload = set("k1", quantity(ITEM, LOCATION, 7, "5"));
        assertThat(payload.path("userErrors")).isEmpty();
        JsonNode change = payload.path("inventoryAdjustmentGroup").path("changes").path(0);
        assertThat(change.path("delta").asInt()).isEqualTo(2);
        assertThat(change.path("quantityAfterChange").asInt()).isEqualTo(7);
        assertThat(count()).isEqualTo(7);
    }

    @Test
    void set_withAStaleExpectation_changesNothing() throws IOException {
        client.list(MALL, "12", "1", 5);
        var payload =
                set(
                        "k1",
                        quantity("gid://shopify/InventoryItem/12", LOCATION, 9, "5"),
                        quantity(ITEM, LOCATION, 9, "4"));
        JsonNode error = payload.path("userErrors").path(0);
        assertThat(error.path("code").asText()).isEqualTo("CHANGE_FROM_QUANTITY_STALE");
        assertThat(error.path("field").toString()).isEqualTo("[\"input\",\"quantities\",\"1\"]");
        assertThat(count()).isEqualTo(5);
        assertThat(client.count(MALL, "gid://shopify/InventoryItem/12", LOCATION)).isEqualTo(5);
    }

    @Test
    void set_withNullExpectation_overwrites_withoutOneIsRefused() throws IOException {
        assertThat(set("k1", quantity(ITEM, LOCATION, 2, "null")).path("userErrors")).isEmpty();
        assertThat(count()).isEqualTo(2);
        var reply =
                mutate(
                        SET,
                        "k2",
                        "quantities",
                        "{\"inventoryItemId\":\"%s\",\"locationId\":\"%s\",\"quantity\":3}"
                                .formatted(ITEM, LOCATION));
        assertThat(reply.json().path("errors").path(0).path("message").asText())
                .contains("changeFromQuantity");
        assertThat(count()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "gid://shopify/InventoryItem/99,gid://shopify/Location/1,1,INVALID_INVENTORY_ITEM",
        "gid://shopify/InventoryItem/11,gid://shopify/Location/9,1,INVALID_LOCATION",
        "gid://shopify/InventoryItem/11,gid://shopify/Location/2,1,ITEM_NOT_STOCKED_AT_LOCATION",
        "gid://shopify/InventoryItem/11,gid://shopify/Location/1,-1,INVALID_QUANTITY_NEGATIVE",
        "gid://shopify/InventoryItem/11,gid://shopify/Location/1,1000000001,INVALID_QUANTITY_TOO_HIGH"
    })
    void set_ofAWrongEntry_isRefusedWithItsCode(
            String item, String location, long quantity, String code) throws IOException {
        client.list(MALL, "22", "2", 1);
        var payload = set("k1", quantity(item, location, quantity, "null"));
        assertThat(payload.path("userErrors").path(0).path("code").asText()).isEqualTo(code);
        assertThat(count()).isEqualTo(5);
    }

    @Test
    void adjust_isRelative_andOncePerKey() throws IOException {
        assertThat(adjust("k1", -2).path("userErrors")).isEmpty();
        assertThat(adjust("k1", -2).path("userErrors")).as("the same again").isEmpty();
        assertThat(count()).isEqualTo(3);
        assertThat(adjust("k1", -1).path("userErrors").path(0).path("code").asText())
                .isEqualTo("IDEMPOTENCY_KEY_PARAMETER_MISMATCH");
        adjust("k2", -2);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void adjust_withoutAKey_isRefused() throws IOException {
        var reply =
                mutate(
                        ADJUST.replace(" @idempotent(key: $key)", "")
                                .replace(", $key: String!", ""),
                        "k1",
                        "changes",
                        change(-1));
        assertThat(reply.json().path("errors").path(0).path("message").asText())
                .contains("@idempotent");
        assertThat(count()).isEqualTo(5);
    }

    @Test
    void adjust_withoutOrWithAStaleExpectation_isRefused() throws IOException {
        var reply =
                mutate(
                        ADJUST,
                        "k1",
                        "changes",
                        change(-1).replace(",\"changeFromQuantity\":null", ""));
        assertThat(reply.json().path("errors").path(0).path("message").asText())
                .contains("changeFromQuantity");
        var stale =
                mutate(
                        ADJUST,
                        "k2",
                        "changes",
                        change(-1).replace("Quantity\":null", "Quantity\":4"));
        assertThat(stale.text()).contains("CHANGE_FROM_QUANTITY_STALE");
        assertThat(count()).isEqualTo(5);
    }

    @Test
    void adjust_afterALostAnswer_isRepeatedSafely() throws IOException {
        client.faults(MALL, "{\"loseAnswer\":1}");
        assertThatThrownBy(() -> adjust("k1", -2)).isInstanceOf(IOException.class);
        client.faults(MALL, "{}");
        assertThat(adjust("k1", -2).path("userErrors")).isEmpty();
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void conflict_isAUserError() throws IOException {
        client.faults(MALL, "{\"conflict\":1}");
        assertThat(adjust("k1", -2).path("userErrors").path(0).path("code").asText())
                .isEqualTo("IDEMPOTENCY_CONCURRENT_REQUEST");
        client.faults(MALL, "{}");
        assertThat(adjust("k1", -2).path("userErrors")).isEmpty();
    }

    @Test
    void queries_withUnknownFieldsOrTokens_areRefused() throws IOException {
        assertThat(query("{ orders(first: 1) { nodes { colour } } }").text())
                .contains("'colour'", "undefined");
        assertThat(query("{ orders(first: 251) { nodes { id } } }").text())
                .contains("MAX_INPUT_SIZE_EXCEEDED");
        assertThat(query("{ orders { nodes { id } } }").text()).contains("first or last");
        assertThat(query("{ orders(first: 1, query: \"colour:red\") { nodes { id } } }").text())
                .contains("The search field is not supported: colour");
        client.admin("PUT", "shopify/credentials", "{\"expire\":\"access\"}");
        assertThat(query("{ orders(first: 1) { nodes { id } } }").status()).isEqualTo(401);
        client.admin("PUT", "shopify/credentials", "{\"renew\":\"access\"}");
        assertThat(query("{ orders(first: 1) { nodes { id } } }").status()).isEqualTo(200);
    }

    @Test
    void queries_overTheCost_areThrottledUntilPointsComeBack() throws IOException {
        String page = "{ orders(first: 248) { nodes { id } } }";
        for (int i = 0; i < 8; i++) {
            assertThat(query(page).json().path("data").isMissingNode()).isFalse();
        }
        Reply over = query(page);
        assertThat(over.status()).isEqualTo(200);
        assertThat(over.json().path("errors").path(0).path("extensions").path("code").asText())
                .isEqualTo("THROTTLED");
        client.advance(3);
        JsonNode cost = query(page).json().path("extensions").path("cost");
        assertThat(cost.path("throttleStatus").path("currentlyAvailable").asInt()).isEqualTo(50);
    }

    @Test
    void faults_answerAsShopifyDoes() throws IOException {
        client.faults(MALL, "{\"throttle\":1}");
        assertThat(query("{ orders(first: 1) { nodes { id } } }").text()).contains("THROTTLED");
        client.faults(MALL, "{\"unavailable\":1}");
        assertThat(query("{ orders(first: 1) { nodes { id } } }").status()).isEqualTo(503);
        client.faults(MALL, "{\"maintenance\":true}");
        assertThat(query("{ orders(first: 1) { nodes { id } } }").status()).isEqualTo(503);
    }

    @Test
    void orders_arePagedByTheTimeOfTheirUpdate() throws IOException {
        String first = client.buy(MALL, "11", "1", 1);
        client.advance(10);
        String second = client.buy(MALL, "11", "1", 2);
        client.advance(10);
        client.state(MALL, first, "active");
        String query =
                """
                { orders(first: 1, after: %s, sortKey: UPDATED_AT, query: "updated_at:>='2026-11-01T01:00:05Z'") {
                    pageInfo { hasNextPage endCursor }
                    nodes { legacyResourceId updatedAt lineItems(first: 5) { nodes { quantity currentQuantity sku variant { inventoryItem { id } } } } } } }
                """;
        JsonNode page = query(query.formatted("null")).json().path("data").path("orders");
        JsonNode order = page.path("nodes").path(0);
        assertThat(order.path("legacyResourceId").asText()).isEqualTo(second);
        JsonNode line = order.path("lineItems").path("nodes").path(0);
        assertThat(line.path("quantity").asInt()).isEqualTo(2);
        assertThat(line.path("variant").path("inventoryItem").path("id").asText()).isEqualTo(ITEM);
        assertThat(page.path("pageInfo").path("hasNextPage").asBoolean()).isTrue();
        String cursor = "\"" + page.path("pageInfo").path("endCursor").asText() + "\"";
        JsonNode next = query(query.formatted(cursor)).json().path("data").path("orders");
        assertThat(next.path("nodes").path(0).path("legacyResourceId").asText()).isEqualTo(first);
        assertThat(next.path("pageInfo").path("hasNextPage").asBoolean()).isFalse();
    }

    @Test
    void order_movesUnitsToCommitted_andBack() throws IOException {
        String number = client.buy(MALL, "11", "1", 2);
        assertThat(quantities()).isEqualTo("[3,2,5]");
        client.admin(
                "POST",
                "shopify/orders/" + number + "/state",
                "{\"state\":\"cancelled\",\"restock\":true}");
        assertThat(quantities()).isEqualTo("[5,0,5]");
        JsonNode order =
                query(
                                "{ order(id: \"gid://shopify/Order/%s\") { cancelledAt lineItems(first: 1) { nodes { currentQuantity } } } }"
                                        .formatted(number))
                        .json()
                        .path("data")
                        .path("order");
        assertThat(order.path("cancelledAt").asText()).isEqualTo("2026-11-01T01:00:00Z");
        assertThat(order.at("/lineItems/nodes/0/currentQuantity").asInt()).isZero();
    }

    @Test
    void webhooks_areSignedAndSentAgainUntilAccepted()
            throws IOException, GeneralSecurityException {
        var received = new CopyOnWriteArrayList<Webhook>();
        var failures = new AtomicInteger(1);
        try (var receiver = receiver(received, failures)) {
            listen(receiver);
            String number = client.buy(MALL, "11", "1", 2);
            await().until(() -> received.size() == 1);
            client.advance(56);
            await().until(() -> received.size() == 2);
            Webhook webhook = received.getLast();
            assertThat(webhook.id()).isEqualTo(received.getFirst().id());
            assertThat(webhook.topic()).isEqualTo("orders/create");
            assertThat(webhook.body()).contains("\"id\":" + number);
            assertThat(webhook.signature()).isEqualTo(signature(webhook.body()));
        }
    }

    @Test
    void webhooks_areDuplicatedShuffledAndLost_bySettings() throws IOException {
        var received = new CopyOnWriteArrayList<Webhook>();
        try (var receiver = receiver(received, new AtomicInteger())) {
            listen(receiver);
            client.faults(MALL, "{\"duplicateNotification\":1}");
            String number = client.buy(MALL, "11", "1", 1);
            await().until(() -> received.size() == 2);
            assertThat(received.get(0).id()).isEqualTo(received.get(1).id());
            client.faults(MALL, "{\"loseNotification\":1}");
            client.state(MALL, number, "active");
            client.faults(MALL, "{\"shuffleNotification\":1,\"shuffleSeconds\":1000,\"seed\":3}");
            for (int i = 0; i < 4; i++) {
                client.buy(MALL, "11", "1", 1);
            }
            client.advance(1_000);
            await().until(() -> received.size() == 6);
            List<String> bodies =
                    received.subList(2, 6).stream().map(it -> it.body().substring(0, 25)).toList();
            assertThat(bodies)
                    .doesNotHaveDuplicates()
                    .isNotEqualTo(bodies.stream().sorted().toList());
        }
    }

    private record Webhook(String id, String topic, String signature, String body) {}

    private static LoopbackServer receiver(List<Webhook> received, AtomicInteger failures) {
        return LoopbackServer.listen(
                0,
                exchange -> {
                    received.add(webhook(exchange));
                    Responses.send(
                            exchange, failures.getAndDecrement() > 0 ? 500 : 200, new byte[0]);
                });
    }

    private static Webhook webhook(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        return new Webhook(
                headers.getFirst("X-Shopify-Webhook-Id"),
                headers.getFirst("X-Shopify-Topic"),
                headers.getFirst("X-Shopify-Hmac-Sha256"),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    }

    private void listen(LoopbackServer receiver) throws IOException {
        client.admin(
                "PUT", "shopify/notifications", "{\"url\":\"" + receiver.address() + "/hook\"}");
    }

    private String signature(String body) throws IOException, GeneralSecurityException {
        String secret =
                client.admin("GET", "shopify/credentials", "").path("clientSecret").asText();
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(UTF_8)));
    }

    @Test
    void node_ofEachType_isFoundByItsId() throws IOException {
        String number = client.buy(MALL, "11", "1", 1);
        String level = "gid://shopify/InventoryLevel/1?inventory_item_id=11";
        JsonNode data =
                query(
                                """
                                { level: node(id: "%s") { ... on InventoryLevel { id location { name } item { sku } } }
                                  order: node(id: "gid://shopify/Order/%s") { __typename }
                                  location(id: "%s") { id }
                                  inventoryItem(id: "%s") { inventoryLevels(first: 2) { nodes { id } } }
                                  none: order(id: "%s") { id } }
                                """
                                        .formatted(level, number, LOCATION, ITEM, ITEM))
                        .json()
                        .path("data");
        assertThat(data.at("/level/item/sku").asText()).isEqualTo("SKU-11");
        assertThat(data.at("/level/location/name").asText()).isEqualTo("Location 1");
        assertThat(data.at("/order/__typename").asText()).isEqualTo("Order");
        assertThat(data.at("/location/id").asText()).isEqualTo(LOCATION);
        assertThat(data.at("/inventoryItem/inventoryLevels/nodes/0/id").asText()).isEqualTo(level);
        assertThat(data.path("none").isNull()).as("an id of another type").isTrue();
    }

    private String quantities() throws IOException {
        String query =
                """
                { nodes(ids: ["%s"]) { ... on InventoryItem { id inventoryLevel(locationId: "%s") {
                    quantities(names: ["available", "committed", "on_hand"]) { name quantity } } } } }
                """
                        .formatted(ITEM, LOCATION);
        JsonNode quantities = query(query).json().at("/data/nodes/0/inventoryLevel/quantities");
        return "[%s,%s,%s]"
                .formatted(
                        quantities.at("/0/quantity"),
                        quantities.at("/1/quantity"),
                        quantities.at("/2/quantity"));
    }

    private long count() throws IOException {
        return client.count(MALL, ITEM, LOCATION);
    }

    private static String quantity(String item, String location, long quantity, String from) {
        return "{\"inventoryItemId\":\"%s\",\"locationId\":\"%s\",\"quantity\":%d,\"changeFromQuantity\":%s}"
                .formatted(item, location, quantity, from);
    }

    private static String change(long delta) {
        return "{\"inventoryItemId\":\"%s\",\"locationId\":\"%s\",\"delta\":%d,\"changeFromQuantity\":null}"
                .formatted(ITEM, LOCATION, delta);
    }

    private JsonNode set(String key, String... quantities) throws IOException {
        return mutate(SET, key, "quantities", String.join(",", quantities))
                .json()
                .path("data")
                .path("inventorySetQuantities");
    }

    private JsonNode adjust(String key, long delta) throws IOException {
        return mutate(ADJUST, key, "changes", change(delta))
                .json()
                .path("data")
                .path("inventoryAdjustQuantities");
    }

    private Reply mutate(String mutation, String key, String member, String entries)
            throws IOException {
        ObjectNode body = JSON.createObjectNode().put("query", mutation);
        body.putObject("variables")
                .put("key", key)
                .set(
                        "input",
                        JSON.readTree(
                                "{\"name\":\"available\",\"reason\":\"correction\",\"referenceDocumentUri\":\"net-stock:1\",\"%s\":[%s]}"
                                        .formatted(member, entries)));
        return send(body);
    }

    private Reply query(String query) throws IOException {
        return send(JSON.createObjectNode().put("query", query));
    }

    private Reply send(ObjectNode body) throws IOException {
        String token = client.admin("GET", "shopify/credentials", "").path("accessToken").asText();
        return client.send(
                "POST",
                "/shopify/admin/api/2026-04/graphql.json",
                body.toString(),
                "X-Shopify-Access-Token",
                token);
    }
}
