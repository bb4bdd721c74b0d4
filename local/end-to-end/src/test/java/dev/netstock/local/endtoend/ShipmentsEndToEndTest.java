package dev.netstock.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.cloud.ApiCaller;
import dev.netstock.local.live.LiveDay;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import software.amazon.awssdk.core.sync.RequestBody;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Shipments that no reservation covers, through the API, the core system's files and movements.
 * Each step checks on hand, supply and available.
 */
@ExtendWith(SharedCloud.class)
@Execution(ExecutionMode.CONCURRENT)
class ShipmentsEndToEndTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final LocalDate day = LocalDate.now(LiveDay.ZONE);
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final RealCloud real;
    private final ApiCaller caller;

    ShipmentsEndToEndTest(RealCloud real) {
        this.real = real;
        this.caller = real.caller("netstock/read", "netstock/reserve", "netstock/operate");
    }

    @Test
    void order_cancelledAfterAPartialShipment_returnsOnlyTheUnshippedUnits() throws Exception {
        book("urn");
        order("S-urn", "urn", 3);
        awaitNumbers("urn ordered", "urn", 10, 10, 7);
        ship("S-urn", "urn", "shinjuku", 1);
        awaitNumbers("urn one left", "urn", 9, 10, 7);
        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(reservation("S-urn").at("/shipped/0/quantity").asInt())
                                        .isEqualTo(1));

        HttpResponse<String> all = cancelAll("S-urn");
        assertThat(all.statusCode()).isEqualTo(409);
        assertThat(all.body()).contains("already-shipped");
        assertThat(cancel("S-urn", "rest", lines("urn", 2)).statusCode()).isEqualTo(201);

        awaitNumbers("urn rest cancelled", "urn", 9, 10, 9);
    }

    @Test
    void order_cancelledBeforeItsShipmentIsRecorded_losesTheShippedUnits() throws Exception {
        book("vial");
        order("S-vial", "vial", 3);
        assertThat(cancelAll("S-vial").statusCode()).isEqualTo(201);
        awaitNumbers("vial cancelled", "vial", 10, 10, 10);

        ship("S-vial", "vial", "shinjuku", 2);
        awaitNumbers("vial left all the same", "vial", 8, 8, 8);
        movement("return", "", "vial", "shinjuku", 2);
        awaitNumbers("vial came back", "vial", 10, 10, 10);
    }

    @Test
    void order_shippedBeyondItsReservation_lowersSupply() throws Exception {
        book("keg");
        order("S-keg", "keg", 2);
        shipByFile("S-keg", "keg", 3);

        awaitNumbers("keg three left of two", "keg", 7, 9, 7);
        JsonNode explanation = explanation("keg", "shinjuku").answer();
        assertThat(explanation.toString()).contains("shippedWithoutReservation", "S-keg");
    }

    @Test
    void order_unknownToNetStock_lowersSupplyWhenShipped() throws Exception {
        book("crock");
        ship("S-stranger", "crock", "shinjuku", 2);

        awaitNumbers("crock left unknown", "crock", 8, 8, 8);
    }

    @Test
    void order_shippedFromAnotherLocation_lowersSupplyThere() throws Exception {
        book("flask");
        order("S-flask", "flask", 1);
        ship("S-flask", "flask", "umeda", 1);

        awaitNumbers("flask held here", "flask", 10, 10, 9);
        awaitNumbers("flask left there", "flask", "umeda", 9, 9, 9);
    }

    /** Ten units at each of two locations. */
    private void book(String sku) throws JsonProcessingException {
        put(
                "inbox/book-stock/shipments-" + sku + ".csv",
                "business_date,location,sku,units\n%s,shinjuku,%s,10\n%s,umeda,%s,10\n"
                        .formatted(day, sku, day, sku));
        awaitNumbers(sku + " booked", sku, 10, 10, 10);
    }

    private void put(String key, String content) {
        try (var s3 = real.clients().s3(real.cloud().endpoints().s3().orElseThrow())) {
            s3.putObject(
                    it -> it.bucket(real.output("FilesBucket")).key(key),
                    RequestBody.fromString(content));
        }
    }

    private void order(String order, String sku, int units) {
        String path = "/v1/orders/" + order;
        assertThat(caller.insist("PUT", path + "/reservation", lines(sku, units)).statusCode())
                .isEqualTo(201);
        assertThat(caller.insist("POST", path + "/confirmation").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> cancelAll(String order) {
        return caller.insist("PUT", "/v1/orders/" + order + "/cancellations/all");
    }

    private HttpResponse<String> cancel(String order, String id, String body) {
        return caller.insist("PUT", "/v1/orders/" + order + "/cancellations/" + id, body);
    }

    private static String lines(String sku, int units) {
        return "{\"lines\": [{\"sku\": \"%s\", \"location\": \"shinjuku\", \"quantity\": %d}]}"
                .formatted(sku, units);
    }

    private void ship(String order, String sku, String location, int units) {
        movement("shipment", "\"orderId\": \"%s\",".formatted(order), sku, location, units);
    }

    private void movement(String kind, String order, String sku, String location, int units) {
        String body =
                """
                {"source": "/warehouse/test", "movements": [{"movementId": "%s-%s-%d", "kind": "%s", %s
                 "sku": "%s", "location": "%s", "units": %d, "occurredAt": "%s", "businessDate": "%s"}]}
                """
                        .formatted(sku, kind, units, kind, order, sku, location, units, now, day);
        assertThat(caller.insist("POST", "/v1/movements", body).statusCode()).isEqualTo(202);
    }

    private void shipByFile(String order, String sku, int units) {
        put(
                "inbox/sales/shipments-" + sku + ".csv",
                "business_date,location,sku,units,movement_id,occurred_at,order_id\n%s,shinjuku,%s,%d,%s-1,%s,%s\n"
                        .formatted(day, sku, units, sku, now, order));
    }

    private JsonNode reservation(String order) throws JsonProcessingException {
        return get("/v1/orders/" + order + "/reservation");
    }

    private void awaitNumbers(String step, String sku, int onHand, int supply, int available)
            throws JsonProcessingException {
        awaitNumbers(step, sku, "shinjuku", onHand, supply, available);
    }

    private void awaitNumbers(
            String step, String sku, String location, int onHand, int supply, int available)
            throws JsonProcessingException {
        await(step)
                .atMost(LIMIT)
                .pollInterval(200, TimeUnit.MILLISECONDS)
                .untilAsserted(
                        () -> {
                            Explanation explanation = explanation(sku, location);
                            assertThat(explanation.units("ledger", "onHand"))
                                    .as("on hand")
                                    .isEqualTo(onHand);
                            assertThat(explanation.units("netStock", "supply"))
                                    .as("supply")
                                    .isEqualTo(supply);
                            assertThat(explanation.units("netStock", "available"))
                                    .as("available")
                                    .isEqualTo(available);
                            assertThat(explanation.bothSidesAgree()).as("%s", explanation).isTrue();
                            assertThat(explanation.wrongSums()).isEmpty();
                        });
        System.out.printf(
                ">> %-28s %-10s on hand %2d, supply %2d, available %2d%n",
                step, location, onHand, supply, available);
    }

    private Explanation explanation(String sku, String location) throws JsonProcessingException {
        return new Explanation(get("/v1/stock/" + sku + "/explanation?location=" + location));
    }

    private JsonNode get(String path) throws JsonProcessingException {
        return JSON.readTree(caller.insist("GET", path).body());
    }
}
