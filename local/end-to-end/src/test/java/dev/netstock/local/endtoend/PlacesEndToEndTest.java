package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.cloud.ApiCaller;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** A store opens, and units are set aside for a mall, without a deployment. */
@ExtendWith(SharedCloud.class)
@Execution(ExecutionMode.CONCURRENT)
class PlacesEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The cache of a function, and cold starts on a loaded machine. */
    private static final Duration OPEN_LIMIT = Duration.ofSeconds(30);

    private static final Duration POOL_LIMIT = Duration.ofSeconds(60);

    /** The schedule of the pools, and what it takes to move. */
    private static final Duration END_LIMIT = Duration.ofSeconds(150);

    private final RealCloud real;
    private final ApiCaller shop;
    private final ApiCaller operator;

    PlacesEndToEndTest(RealCloud real) {
        this.real = real;
        this.shop = real.caller("netstock/read", "netstock/reserve");
        this.operator = real.caller("netstock/operate", "netstock/read");
    }

    @Test
    void store_thatOpens_sellsWithinSecondsWithoutADeployment() throws Exception {
        var opened =
                operator.insist(
                        "PUT", "/v1/locations/kobe", "{\"name\":\"Kobe\",\"sellsOnline\":true}");
        assertThat(opened.statusCode()).isEqualTo(200);
        long since = System.nanoTime();

        await().atMost(OPEN_LIMIT)
                .pollInterval(200, TimeUnit.MILLISECONDS)
                .until(() -> real.trySupply("mug-of-kobe", "kobe", 3));
        await().atMost(OPEN_LIMIT)
                .pollInterval(200, TimeUnit.MILLISECONDS)
                .until(() -> reserve("K-1", "storefront", "mug-of-kobe", "kobe", 1) == 201);
        System.out.printf(
                "A store sold %.1f s after it was opened%n", (System.nanoTime() - since) / 1e9);
    }

    @Test
    void pool_ofAMall_isSoldByTheMallOnly_andByAllOnceItsWindowEnds() throws Exception {
        real.supply("cider", "shinjuku", 30);
        planPool("cider", "rakuten", 20, ",\"spillover\":false");
        await().atMost(POOL_LIMIT).until(() -> state("cider").equals("open"));

        assertThat(reserve("P-1", "storefront", "cider", "shinjuku", 11)).isEqualTo(409);
        assertThat(reserve("P-2", "rakuten", "cider", "shinjuku", 21)).isEqualTo(409);
        assertThat(reserve("P-3", "rakuten", "cider", "shinjuku", 20)).isEqualTo(201);
        assertThat(shop.insist("DELETE", "/v1/orders/P-3/reservation").statusCode()).isEqualTo(200);

        // The end is planned only now, so that the pool is open until then on a slow machine.
        String end = Instant.now().plusSeconds(5).toString();
        planPool("cider", "rakuten", 0, ",\"spillover\":false,\"endsAt\":\"" + end + "\"");
        await().atMost(END_LIMIT)
                .pollInterval(1, TimeUnit.SECONDS)
                .until(() -> state("cider").equals("ended"));
        assertThat(reserve("P-4", "storefront", "cider", "shinjuku", 30)).isEqualTo(201);
    }

    @Test
    void pools_whoseFunctionIsKilledWhileTheyEnd_returnAllUnits() throws Exception {
        List<String> skus = IntStream.range(0, 6).mapToObj(i -> "plum-" + i).toList();
        for (String sku : skus) {
            real.supply(sku, "shinjuku", 5);
            planPool(sku, "rakuten", 5, "");
        }
        await().atMost(POOL_LIMIT)
                .until(() -> skus.stream().allMatch(sku -> state(sku).equals("open")));

        SharedCloud.alone(
                () -> {
                    var killer = new Killer(real.cloud().lambda(), "Pools");
                    for (String sku : skus) {
                        operator.insist(
                                "DELETE", "/v1/stock/" + sku + "/pools/rakuten?location=shinjuku");
                    }
                    killer.killOne();
                });

        await().atMost(END_LIMIT)
                .pollInterval(1, TimeUnit.SECONDS)
                .until(() -> skus.stream().allMatch(sku -> state(sku).equals("ended")));
        for (String sku : skus) {
            assertThat(available(sku)).as(sku).isEqualTo(5);
        }
    }

    private void planPool(String sku, String channel, int units, String more) {
        String body =
                "{\"changeId\":\"%s-%d\",\"location\":\"shinjuku\",\"units\":%d%s}"
                        .formatted(sku, units, units, more);
        var answer = operator.insist("PUT", "/v1/stock/" + sku + "/pools/" + channel, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String state(String sku) {
        JsonNode pools = json(operator.insist("GET", "/v1/pools")).path("items");
        return StreamSupport.stream(pools.spliterator(), false)
                .filter(pool -> pool.path("sku").asText().equals(sku))
                .map(pool -> pool.path("state").asText())
                .findFirst()
                .orElse("");
    }

    private int reserve(String order, String channel, String sku, String location, int quantity) {
        String body =
                "{\"channel\":\"%s\",\"lines\":[{\"sku\":\"%s\",\"location\":\"%s\",\"quantity\":%d}]}"
                        .formatted(channel, sku, location, quantity);
        return shop.insist("PUT", "/v1/orders/" + order + "/reservation", body).statusCode();
    }

    private int available(String sku) {
        return json(shop.insist("GET", "/v1/stock/" + sku + "?consistent=true"))
                .path("available")
                .asInt();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
