package dev.netstock.local.malls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Random;

/** The admin API, on a mall of no particular kind. */
class AdminTest {
    private static final String MALL = "rakuten";

    private final Client client = new Client();

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void order_whenUnitsAreThere_lowersTheCount() throws IOException {
        client.list(MALL, "cup", "", 3);
        client.buy(MALL, "cup", "", 2);
        assertThat(client.count(MALL, "cup", "")).isEqualTo(1);
    }

    @Test
    void order_whenUnitsAreMissing_isRefused() throws IOException {
        client.list(MALL, "cup", "", 1);
        var reply = client.send("POST", "/admin/rakuten/orders", Client.order("cup", "", 2));
        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.json().path("code").asText()).isEqualTo("sold-out");
        assertThat(client.count(MALL, "cup", "")).isEqualTo(1);
    }

    @Test
    void order_ofOneItemInTwoLines_needsTheUnitsOfBoth() throws IOException {
        client.list(MALL, "cup", "", 1);
        String lines = "{\"item\":\"cup\",\"variant\":\"\",\"quantity\":1}";
        var reply =
                client.send(
                        "POST",
                        "/admin/rakuten/orders",
                        "{\"lines\":[" + lines + "," + lines + "]}");
        assertThat(reply.status()).isEqualTo(409);
    }

    @Test
    void cancellation_restocksByTheItemsSetting() throws IOException {
        client.list(MALL, "cup", "", 3);
        client.admin(
                "POST", "rakuten/items", "{\"item\":\"pot\",\"count\":3,\"restockOnCancel\":true}");
        client.state(MALL, client.buy(MALL, "cup", "", 1), "cancelled");
        client.state(MALL, client.buy(MALL, "pot", "", 1), "cancelled");
        assertThat(client.count(MALL, "cup", "")).isEqualTo(2);
        assertThat(client.count(MALL, "pot", "")).isEqualTo(3);
    }

    @Test
    void quantity_whenChanged_movesTheCountByTheDifference() throws IOException {
        client.list(MALL, "cup", "", 5);
        String number = client.buy(MALL, "cup", "", 3);
        client.admin(
                "POST", "rakuten/orders/" + number + "/lines", "{\"lineId\":\"1\",\"quantity\":1}");
        assertThat(client.count(MALL, "cup", "")).isEqualTo(4);
        var tooMany =
                client.send(
                        "POST",
                        "/admin/rakuten/orders/" + number + "/lines",
                        "{\"lineId\":\"1\",\"quantity\":6}");
        assertThat(tooMany.status()).isEqualTo(409);
    }

    @Test
    void requests_withUnknownNames_areRefused() throws IOException {
        assertThat(client.send("GET", "/admin/none/items", "").status()).isEqualTo(404);
        assertThat(client.send("PUT", "/admin/rakuten/faults", "{\"sleep\":1}").status())
                .isEqualTo(400);
        assertThat(client.send("PUT", "/admin/rakuten/faults", "{\"invalid\":1}").status())
                .as("a fault of another mall")
                .isEqualTo(400);
        assertThat(client.send("PUT", "/admin/rakuten/faults", "{\"throttle\":2}").status())
                .isEqualTo(400);
        assertThat(client.send("POST", "/admin/rakuten/items", "{\"itm\":\"a\"}").status())
                .isEqualTo(400);
        assertThat(client.send("POST", "/admin/rakuten/orders/1/state", "{}").status())
                .isEqualTo(404);
        assertThat(client.send("GET", "/none", "").status()).isEqualTo(404);
    }

    @Test
    void clock_standsStillAndMovesOnRequest() throws IOException {
        client.freeze("2026-11-01T00:00:00Z");
        client.advance(90.5);
        JsonNode clock = client.admin("GET", "clock", "");
        assertThat(clock.path("now").asText()).isEqualTo("2026-11-01T00:01:30.500Z");
        assertThat(clock.path("frozen").asBoolean()).isTrue();
        client.admin("PUT", "clock", "{\"run\":true}");
        assertThat(client.admin("GET", "clock", "").path("frozen").asBoolean()).isFalse();
    }

    /** Whatever happens, a count is what was written, less what was sold, plus what came back. */
    @Test
    void counts_overARandomHistory_areConserved() throws IOException {
        long seed = Long.getLong("test.seed", new Random().nextLong());
        System.out.println("test.seed=" + seed);
        var random = new Random(seed);
        client.list(MALL, "cup", "", 20);
        long expected = 20;
        for (int step = 0; step < 60; step++) {
            long quantity = 1L + random.nextInt(4);
            if (random.nextInt(3) == 0) {
                client.admin(
                        "PUT", "rakuten/items", "{\"item\":\"cup\",\"count\":" + quantity + "}");
                expected = quantity;
            } else {
                var reply =
                        client.send(
                                "POST", "/admin/rakuten/orders", Client.order("cup", "", quantity));
                assertThat(reply.status()).isEqualTo(quantity <= expected ? 201 : 409);
                expected -= reply.status() == 201 ? quantity : 0;
                if (reply.status() == 201 && random.nextBoolean()) {
                    boolean restock = random.nextBoolean();
                    client.admin(
                            "POST",
                            "rakuten/orders/" + reply.json().path("number").asText() + "/state",
                            "{\"state\":\"cancelled\",\"restock\":" + restock + "}");
                    expected += restock ? quantity : 0;
                }
            }
            JsonNode item = client.item(MALL, "cup", "");
            assertThat(item.path("count").asLong()).isEqualTo(expected);
            assertThat(
                            item.path("written").asLong()
                                    - item.path("sold").asLong()
                                    + item.path("restocked").asLong())
                    .isEqualTo(expected);
        }
    }
}
