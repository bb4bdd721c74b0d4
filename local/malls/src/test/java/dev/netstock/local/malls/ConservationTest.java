package dev.netstock.local.malls;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * A random history of writes over the protocol, orders and cancellations, with lost requests and
 * answers: no unit appears or vanishes but by one of them, and each write is done once or not at
 * all.
 */
class ConservationTest {
    private static final int STEPS = 60;
    private static final int OK = 200;

    private final Client client = new Client();

    @AfterEach
    void stop() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rakuten", "yahoo", "amazon", "shopify", "au"})
    void history_ofAnyMall_conservesUnits(String mall) throws IOException {
        long seed = Long.getLong("test.seed", new Random().nextLong());
        System.out.println("test.seed=" + seed);
        var random = new Random(seed);
        client.list(mall, "11", variant(mall), 10);
        client.faults(mall, faults(mall, random.nextInt(1_000)));
        long expected = 10;
        List<String> orders = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            if (random.nextBoolean()) {
                expected = write(mall, random.nextInt(20), expected);
            } else if (orders.isEmpty() || random.nextBoolean()) {
                long quantity = 1L + random.nextInt(3);
                var reply =
                        client.send(
                                "POST",
                                "/admin/" + mall + "/orders",
                                Client.order("11", variant(mall), quantity));
                assertThat(reply.status()).isEqualTo(quantity <= expected ? 201 : 409);
                if (reply.status() == 201) {
                    expected -= quantity;
                    orders.add(reply.json().path("number").asText() + " " + quantity);
                }
            } else {
                String[] order = orders.removeLast().split(" ", 2);
                client.admin(
                        "POST",
                        mall + "/orders/" + order[0] + "/state",
                        "{\"state\":\"cancelled\",\"restock\":true}");
                expected += Long.parseLong(order[1]);
            }
            JsonNode item = item(mall);
            assertThat(item.path("count").asLong()).as("seed %d", seed).isEqualTo(expected);
            assertThat(
                            item.path("written").asLong()
                                    - item.path("sold").asLong()
                                    + item.path("restocked").asLong())
                    .isEqualTo(expected);
        }
    }

    private static String faults(String mall, int seed) {
        return "{\"seed\":%d,\"rateLimits\":false,\"loseRequest\":0.2,\"loseAnswer\":0.2,\"throttle\":0.1%s}"
                .formatted(seed, mall.equals("amazon") ? ",\"applySeconds\":0" : "");
    }

    /** Returns the count after a write that was acknowledged, refused, or lost. */
    private long write(String mall, long count, long before) throws IOException {
        try {
            boolean isDone = isDone(mall, count);
            return isDone ? count : before;
        } catch (IOException _) {
            long actual = item(mall).path("count").asLong();
            assertThat(actual).isIn(before, count);
            return actual;
        }
    }

    private boolean isDone(String mall, long count) throws IOException {
        JsonNode credentials = client.admin("GET", mall + "/credentials", "");
        return switch (mall) {
            case "rakuten" -> rakuten(count, credentials);
            case "yahoo" ->
                    client.send(
                                            "POST",
                                            "/yahoo/ShoppingWebService/V1/setStock",
                                            "seller_id=net-stock-local&item_code=11&quantity="
                                                    + count,
                                            "Authorization",
                                            "Bearer " + text(credentials, "accessToken"))
                                    .status()
                            == OK;
            case "amazon" ->
                    client.send(
                                            "PATCH",
                                            "/amazon/listings/2021-08-01/items/A1NETSTOCKLOCAL/11?marketplaceIds=A1VC38T7YXB528",
                                            "{\"productType\":\"PRODUCT\",\"patches\":[{\"op\":\"merge\",\"path\":\"/attributes/fulfillment_availability\",\"value\":[{\"fulfillment_channel_code\":\"DEFAULT\",\"quantity\":%d}]}]}"
                                                    .formatted(count),
                                            "x-amz-access-token",
                                            text(credentials, "accessToken"))
                                    .status()
                            == OK;
            case "shopify" -> shopify(count, credentials);
            default ->
                    client.send(
                                    "POST",
                                    "/au/wmshopapi/updateStock",
                                    "<request><shopId>40000001</shopId><stockUpdateItem><itemCode>11</itemCode><stockSegment>1</stockSegment><stockCount>%d</stockCount></stockUpdateItem></request>"
                                            .formatted(count),
                                    "Authorization",
                                    "Bearer " + text(credentials, "key"))
                            .text()
                            .contains("<status>0</status>");
        };
    }

    private boolean rakuten(long count, JsonNode credentials) throws IOException {
        String pair = text(credentials, "serviceSecret") + ":" + text(credentials, "licenseKey");
        return client.send(
                                "PUT",
                                "/rakuten/es/2.0/inventories/manage-numbers/11/variants/x",
                                "{\"mode\":\"ABSOLUTE\",\"quantity\":" + count + "}",
                                "Authorization",
                                "ESA " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
                        .status()
                == 204;
    }

    private boolean shopify(long count, JsonNode credentials) throws IOException {
        String mutation =
                "mutation { inventorySetQuantities(input: {name: \\\"available\\\", reason: \\\"correction\\\", quantities: [{inventoryItemId: \\\"gid://shopify/InventoryItem/11\\\", locationId: \\\"gid://shopify/Location/1\\\", quantity: %d, changeFromQuantity: null}]}) @idempotent(key: \\\"%d\\\") { userErrors { code } } }"
                        .formatted(count, System.nanoTime());
        return client.send(
                        "POST",
                        "/shopify/admin/api/2026-04/graphql.json",
                        "{\"query\":\"" + mutation + "\"}",
                        "X-Shopify-Access-Token",
                        text(credentials, "accessToken"))
                .text()
                .contains("\"userErrors\":[]");
    }

    private static String variant(String mall) {
        return switch (mall) {
            case "rakuten" -> "x";
            case "shopify" -> "1";
            default -> "";
        };
    }

    private JsonNode item(String mall) throws IOException {
        return client.admin("GET", mall + "/items", "").path("items").path(0);
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText();
    }
}
