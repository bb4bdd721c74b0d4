package dev.netstock.local.malls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.local.malls.Client.Reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** RMS WEB SERVICE, over HTTP. */
class RakutenTest {
    private static final String MALL = "rakuten";
    private static final String STOCK = "/rakuten/es/2.0/inventories/";
    private static final String PERIOD =
            "\"startDatetime\":\"2026-11-01T00:00:00+0900\",\"endDatetime\":\"2026-11-03T00:00:00+0900\"";

    private final Client client = new Client();

    @BeforeEach
    void prepare() throws IOException {
        client.freeze("2026-11-01T01:00:00Z");
        client.admin("PUT", "rakuten/credentials", "{\"renew\":\"license\"}");
        client.faults(MALL, "{\"rateLimits\":false}");
        client.list(MALL, "cup", "red", 5);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void bulkUpsert_relativeAndAbsolute_changesCounts() throws IOException {
        client.list(MALL, "pot", "", 1);
        var reply = upsert(entry("CUP", "red", "RELATIVE", -2), entry("new", "x", "ABSOLUTE", 7));
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.text()).isEmpty();
        assertThat(client.count(MALL, "cup", "red")).isEqualTo(3);
        assertThat(client.item(MALL, "new", "x").path("listed").asBoolean())
                .as("a pair that no item has is accepted")
                .isFalse();
    }

    @Test
    void bulkGet_returnsThePairsThatExist() throws IOException {
        var reply =
                post(
                        STOCK + "bulk-get",
                        "{\"inventories\":[{\"manageNumber\":\"cup\",\"variantId\":\"red\"},{\"manageNumber\":\"cup\",\"variantId\":\"RED\"}]}");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("inventories")).hasSize(1);
        JsonNode cup = reply.json().path("inventories").get(0);
        assertThat(cup.path("quantity").asLong()).isEqualTo(5);
        assertThat(cup.path("updated").asText()).isEqualTo("2026-11-01T10:00:00+09:00");
    }

    @Test
    void singleVariant_isWrittenReadAndDeleted() throws IOException {
        String path = STOCK + "manage-numbers/cup/variants/red";
        assertThat(send("PUT", path, "{\"mode\":\"ABSOLUTE\",\"quantity\":3}").status())
                .isEqualTo(204);
        assertThat(send("GET", path, "").json().path("quantity").asLong()).isEqualTo(3);
        assertThat(send("DELETE", path, "").status()).isEqualTo(204);
        var gone = send("GET", path, "");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(code(gone)).isEqualTo("GE0014");
        assertThat(code(send("PUT", path, "{\"mode\":\"RELATIVE\",\"quantity\":3}")))
                .isEqualTo("IE0500");
    }

    @ParameterizedTest
    @CsvSource({
        "cup,red,RELATIVE,-6,IE0117,quantity",
        "cup,red,RELATIVE,99995,IE0117,quantity",
        "cup,red,ABSOLUTE,-1,IE0003,quantity",
        "cup,red,ABSOLUTE,100000,IE0003,quantity",
        "cup,red,OTHER,1,IE0002,mode",
        "none,red,RELATIVE,1,IE0500,mode",
        "a23456789012345678901234567890123,red,ABSOLUTE,1,IE0004,manageNumber"
    })
    void bulkUpsert_ofAWrongEntry_isRefusedWithItsCodeAndPath(
            String item, String variant, String mode, long quantity, String code, String member)
            throws IOException {
        var reply =
                upsert(entry("cup", "blue", "ABSOLUTE", 1), entry(item, variant, mode, quantity));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(code(reply)).isEqualTo(code);
        assertThat(
                        reply.json()
                                .path("errors")
                                .path(0)
                                .path("metadata")
                                .path("propertyPath")
                                .asText())
                .isEqualTo("inventories[1]." + member);
        assertThat(client.admin("GET", "rakuten/items", "").path("items"))
                .as("nothing was written")
                .hasSize(1);
    }

    @Test
    void bulkUpsert_withoutMembersBodyOrLimits_isRefused() throws IOException {
        assertThat(code(upsert("{\"manageNumber\":\"cup\"}"))).isEqualTo("IE0001");
        assertThat(code(post(STOCK + "bulk-upsert", ""))).isEqualTo("GE0011");
        assertThat(
                        code(
                                upsert(
                                        entry("cup", "red", "ABSOLUTE", 1),
                                        entry("CUP", "red", "ABSOLUTE", 2))))
                .isEqualTo("IE1102");
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < 401; i++) {
            entries.add(entry("i" + i, "", "ABSOLUTE", 1));
        }
        assertThat(code(upsert(entries.toArray(String[]::new)))).isEqualTo("IE1101");
    }

    @Test
    void bulkUpsert_whenPartial_appliesTheRightEntriesOfA400() throws IOException {
        client.faults(MALL, "{\"partial\":1,\"rateLimits\":false}");
        var reply = upsert(entry("cup", "red", "RELATIVE", -1), entry("none", "", "RELATIVE", 1));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(client.count(MALL, "cup", "red")).isEqualTo(4);
    }

    @Test
    void requests_withAWrongOrExpiredKey_areRefused() throws IOException {
        var wrong = client.send("POST", STOCK + "bulk-get", "{}", "Authorization", "ESA abc");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().path("Results").path("errorCode").asText()).isEqualTo("ES04-01");
        String license = "/rakuten/es/1.0/license-management/license-key/expiry-date?licenseKey=";
        String key = client.admin("GET", "rakuten/credentials", "").path("licenseKey").asText();
        assertThat(send("GET", license + key, "").json().path("expiryDate").asText())
                .isEqualTo("2027-01-30T10:00:00+09:00");
        client.advance(90 * 86_400);
        assertThat(upsert(entry("cup", "red", "ABSOLUTE", 1)).status()).isEqualTo(401);
        client.admin("PUT", "rakuten/credentials", "{\"renew\":\"license\"}");
        assertThat(upsert(entry("cup", "red", "ABSOLUTE", 1)).status()).isEqualTo(204);
    }

    @Test
    void requests_overTheRate_areThrottledUntilTheBucketRefills() throws IOException {
        client.faults(MALL, "{}");
        assertThat(upsert(entry("cup", "red", "ABSOLUTE", 1)).status()).isEqualTo(204);
        assertThat(upsert(entry("cup", "red", "ABSOLUTE", 2)).status()).isEqualTo(429);
        assertThat(client.count(MALL, "cup", "red")).isEqualTo(1);
        client.advance(1);
        assertThat(upsert(entry("cup", "red", "ABSOLUTE", 2)).status()).isEqualTo(204);
    }

    @Test
    void faults_conflictUnavailableThrottleMaintenance_writeNothing() throws IOException {
        for (String fault : List.of("conflict:409", "unavailable:503", "throttle:429")) {
            String[] parts = fault.split(":", 2);
            client.faults(MALL, "{\"" + parts[0] + "\":1}");
            assertThat(upsert(entry("cup", "red", "ABSOLUTE", 1)).status())
                    .as(fault)
                    .isEqualTo(Integer.parseInt(parts[1]));
        }
        client.faults(MALL, "{\"maintenance\":true}");
        assertThat(upsert(entry("cup", "red", "ABSOLUTE", 1)).status()).isEqualTo(503);
        assertThat(client.count(MALL, "cup", "red")).isEqualTo(5);
        client.buy(MALL, "cup", "red", 1);
        assertThat(client.count(MALL, "cup", "red")).as("selling goes on").isEqualTo(4);
    }

    @Test
    void lostAnswer_isApplied_lostRequestIsNot() throws IOException {
        client.faults(MALL, "{\"loseAnswer\":1}");
        assertThatThrownBy(() -> upsert(entry("cup", "red", "RELATIVE", -1)))
                .isInstanceOf(IOException.class);
        assertThat(client.count(MALL, "cup", "red")).isEqualTo(4);
        client.faults(MALL, "{\"loseRequest\":1}");
        assertThatThrownBy(() -> upsert(entry("cup", "red", "RELATIVE", -1)))
                .isInstanceOf(IOException.class);
        assertThat(client.count(MALL, "cup", "red")).isEqualTo(4);
    }

    @Test
    void faults_withTheSameSeed_areTheSame() throws IOException {
        String faults = "{\"seed\":11,\"throttle\":0.5,\"rateLimits\":false}";
        assertThat(statuses(faults)).contains(204, 429).isEqualTo(statuses(faults));
        assertThat(statuses(faults.replace("11", "12"))).isNotEqualTo(statuses(faults));
        assertThat(statuses(faults.replace("}", ",\"conflict\":0}"))).isEqualTo(statuses(faults));
    }

    private List<Integer> statuses(String faults) throws IOException {
        client.faults(MALL, faults);
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            statuses.add(upsert(entry("cup", "red", "ABSOLUTE", 5)).status());
        }
        return statuses;
    }

    @Test
    void search_findsOrdersByDateAndState() throws IOException {
        String first = client.buy(MALL, "cup", "red", 2);
        client.advance(60);
        String second = client.buy(MALL, "cup", "red", 1);
        var reply = search(PERIOD, ",\"orderProgressList\":[100]", 1, 1);
        assertThat(reply.json().path("orderNumberList")).hasSize(1);
        assertThat(reply.json().path("orderNumberList").get(0).asText()).isEqualTo(first);
        var pages = reply.json().path("PaginationResponseModel");
        assertThat(pages.path("totalRecordsAmount").asInt()).isEqualTo(2);
        assertThat(pages.path("totalPages").asInt()).isEqualTo(2);
        assertThat(search(PERIOD, "", 1, 2).json().path("orderNumberList").get(0).asText())
                .isEqualTo(second);
        var none = search(PERIOD, ",\"orderProgressList\":[900]", 10, 1);
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.json().path("orderNumberList")).isEmpty();
        assertThat(none.json().path("PaginationResponseModel").path("totalPages").isNull())
                .isTrue();
    }

    @Test
    void search_outsideItsLimits_isRefused() throws IOException {
        String to = "\"endDatetime\":\"2026-11-03T00:00:00+0900\"";
        for (String period :
                List.of(
                        "\"startDatetime\":\"2026-08-01T00:00:00+0900\"," + to,
                        "\"startDatetime\":\"2026-11-01T00:00:00+09:00\"," + to,
                        "\"startDatetime\":\"2026-11-01T00:00:00Z\"," + to,
                        "\"startDatetime\":\"2024-10-31T00:00:00+0900\",\"endDatetime\":\"2024-11-01T00:00:00+0900\"")) {
            assertThat(search(period, "", 10, 1).status()).as(period).isEqualTo(400);
        }
        assertThat(search(PERIOD, "", 1_001, 1).status()).isEqualTo(400);
        assertThat(
                        post("/rakuten/es/2.0/purchaseItem/searchOrderItem/", "{\"dateType\":7}")
                                .status())
                .isEqualTo(400);
    }

    @Test
    void getOrderItem_returnsTheLines() throws IOException {
        String number = client.buy(MALL, "cup", "red", 2);
        JsonNode order = order(number);
        assertThat(order.path("orderProgress").asInt()).isEqualTo(100);
        assertThat(order.path("orderDatetime").asText()).isEqualTo("2026-11-01T10:00:00+0900");
        JsonNode item = order.path("PackageModelList").path(0).path("ItemModelList").path(0);
        assertThat(item.path("manageNumber").asText()).isEqualTo("cup");
        assertThat(item.path("units").asInt()).isEqualTo(2);
        assertThat(item.path("SkuModelList").path(0).path("variantId").asText()).isEqualTo("red");
        assertThat(item.path("SkuModelList").path(0).path("merchantDefinedSkuId").asText())
                .isEqualTo("SKU-cup");
    }

    @Test
    void order_isConfirmedAndBecomesReadyToShip() throws IOException {
        String number = client.buy(MALL, "cup", "red", 1);
        String body = "{\"orderNumberList\":[\"" + number + "\"]}";
        assertThat(post("/rakuten/es/2.0/order/confirmOrder/", body).status()).isEqualTo(200);
        assertThat(order(number).path("orderProgress").asInt()).isEqualTo(200);
        client.advance(60);
        assertThat(order(number).path("orderProgress").asInt()).isEqualTo(300);
        assertThat(post("/rakuten/es/2.0/order/confirmOrder/", body).text()).contains("ERROR");
    }

    @ParameterizedTest
    @CsvSource({"0,4", "1,5", "2,4"})
    void cancellation_isFinalAfterAWhile_andRestocksByItsType(int type, long count)
            throws IOException {
        String number = client.buy(MALL, "cup", "red", 1);
        post(
                "/rakuten/es/2.0/order/cancelOrder/",
                "{\"orderNumber\":\"%s\",\"inventoryRestoreType\":%d,\"changeReasonDetailApply\":8}"
                        .formatted(number, type));
        assertThat(order(number).path("orderProgress").asInt()).isEqualTo(800);
        assertThat(client.count(MALL, "cup", "red")).isEqualTo(4);
        client.advance(60);
        assertThat(order(number).path("orderProgress").asInt()).isEqualTo(900);
        assertThat(client.count(MALL, "cup", "red")).isEqualTo(count);
    }

    @Test
    void order_showsAfterTheLag_orMuchLater() throws IOException {
        client.faults(MALL, "{\"orderLagSeconds\":3,\"rateLimits\":false}");
        String number = client.buy(MALL, "cup", "red", 1);
        assertThat(client.count(MALL, "cup", "red")).as("the count falls at once").isEqualTo(4);
        assertThat(search(PERIOD, "", 10, 1).json().path("orderNumberList")).isEmpty();
        client.advance(3);
        assertThat(order(number).path("orderProgress").asInt()).isEqualTo(100);
        client.faults(MALL, "{\"latePublished\":1,\"rateLimits\":false}");
        client.buy(MALL, "cup", "red", 1);
        client.advance(599);
        assertThat(search(PERIOD, "", 10, 1).json().path("orderNumberList")).hasSize(1);
        client.advance(1);
        assertThat(search(PERIOD, "", 10, 1).json().path("orderNumberList")).hasSize(2);
    }

    private JsonNode order(String number) throws IOException {
        return post(
                        "/rakuten/es/2.0/purchaseItem/getOrderItem/",
                        "{\"orderNumberList\":[\"" + number + "\"]}")
                .json()
                .path("OrderModelList")
                .path(0);
    }

    private Reply search(String period, String more, int size, int page) throws IOException {
        return post(
                "/rakuten/es/2.0/purchaseItem/searchOrderItem/",
                "{\"dateType\":1,%s%s,\"PaginationRequestModel\":{\"requestRecordsAmount\":%d,\"requestPage\":%d,\"SortModelList\":[{\"sortColumn\":1,\"sortDirection\":1}]}}"
                        .formatted(period, more, size, page));
    }

    private Reply upsert(String... entries) throws IOException {
        return post(STOCK + "bulk-upsert", "{\"inventories\":[" + String.join(",", entries) + "]}");
    }

    private static String entry(String item, String variant, String mode, long quantity) {
        return "{\"manageNumber\":\"%s\",\"variantId\":\"%s\",\"mode\":\"%s\",\"quantity\":%d}"
                .formatted(item, variant, mode, quantity);
    }

    private static String code(Reply reply) {
        return reply.json().path("errors").path(0).path("code").asText();
    }

    private Reply post(String path, String body) throws IOException {
        return send("POST", path, body);
    }

    private Reply send(String method, String path, String body) throws IOException {
        var credentials = client.admin("GET", "rakuten/credentials", "");
        String pair =
                credentials.path("serviceSecret").asText()
                        + ":"
                        + credentials.path("licenseKey").asText();
        return client.send(
                method,
                path,
                body,
                "Authorization",
                "ESA " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }
}
