package dev.netstock.malls.adapter.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.adapter.testing.MallServer;
import dev.netstock.malls.adapter.testing.MemoryCredentialStore;
import dev.netstock.malls.adapter.testing.TestClock;
import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.CountChange.Absolute;
import dev.netstock.malls.port.CountChange.CompareAndSet;
import dev.netstock.malls.port.CountChange.Relative;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.MallRefused;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.malls.port.OrderPage;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.OrderSummary;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.malls.port.WriteResult.Done;
import dev.netstock.malls.port.WriteResult.InDoubt;
import dev.netstock.malls.port.WriteResult.Rejected;
import dev.netstock.malls.port.WriteResult.Throttled;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

class ShopifyMallTest {
    private static final WriteResult DONE = new Done(OptionalLong.empty());
    private static final String LOCATION = "gid://shopify/Location/7";
    private static final MallItem SHIRT = item("1");
    private static final MallItem CUP = item("2");

    private final MallServer server = new MallServer();
    private final TestClock clock = new TestClock();
    private final ShopifyMall mall =
            new ShopifyMall(
                    new MallHttp(Duration.ofSeconds(20)),
                    new ShopifySettings(server.base(), LOCATION, 100, false),
                    new MemoryCredentialStore(Map.of("adminToken", "shpat_1")),
                    clock);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void write_relative_isAnAdjustmentWithItsKey() {
        server.answer(200, "{\"data\":{\"w0\":{\"userErrors\":[]}}}");

        assertThat(mall.write(List.of(write(SHIRT, new Relative(-2), "k1")))).containsExactly(DONE);
        assertThat(server.onlyRequest().target()).isEqualTo("/admin/api/2026-04/graphql.json");
        assertThat(server.onlyRequest().header("X-Shopify-Access-Token")).isEqualTo("shpat_1");
        assertThat(server.onlyRequest().body())
                .isEqualTo(
                        "{\"query\":\"mutation Write($input0: InventoryAdjustQuantitiesInput!,"
                                + " $key0: String!) { w0: inventoryAdjustQuantities(input: $input0)"
                                + " @idempotent(key: $key0) { userErrors { code field message } }"
                                + " }\",\"variables\":{\"input0\":{\"name\":\"available\","
                                + "\"reason\":\"correction\",\"referenceDocumentUri\":"
                                + "\"net-stock://write/k1\",\"changes\":[{\"inventoryItemId\":"
                                + "\"gid://shopify/InventoryItem/1\",\"locationId\":"
                                + "\"gid://shopify/Location/7\",\"delta\":-2,"
                                + "\"changeFromQuantity\":null}]},\"key0\":\"k1\"}}");
    }

    @Test
    void write_compareAndSetAndAbsolute_areSetsInOneRequest() {
        server.answer(200, "{\"data\":{\"w0\":{\"userErrors\":[]},\"w1\":{\"userErrors\":[]}}}");

        mall.write(
                List.of(
                        write(SHIRT, new CompareAndSet(5, 3), "k1"),
                        write(CUP, new Absolute(0), "k2")));

        assertThat(server.onlyRequest().body())
                .contains(
                        "w0: inventorySetQuantities(input: $input0) @idempotent(key: $key0)",
                        "$input1: InventorySetQuantitiesInput!",
                        "\"quantity\":3,\"changeFromQuantity\":5}",
                        "\"quantity\":0,\"changeFromQuantity\":null}",
                        "\"key1\":\"k2\"");
    }

    @ParameterizedTest
    @CsvSource({
        "CHANGE_FROM_QUANTITY_STALE, Mismatch",
        "COMPARE_QUANTITY_STALE, Mismatch",
        "INVALID_INVENTORY_ITEM, UnknownItem",
        "INVALID_LOCATION, UnknownItem",
        "ITEM_NOT_STOCKED_AT_LOCATION, UnknownItem",
        "INVALID_QUANTITY_NEGATIVE, OutOfRange",
        "INVALID_QUANTITY_TOO_HIGH, OutOfRange",
        "IDEMPOTENCY_CONCURRENT_REQUEST, InDoubt",
        "IDEMPOTENCY_KEY_PARAMETER_MISMATCH, Rejected",
        "IDEMPOTENCY_PREVIOUS_ATTEMPT_FAILED, Unavailable",
        "NON_MUTABLE_INVENTORY_ITEM, Rejected"
    })
    void write_userError_isOfItsWriteAlone(String code, String result) {
        server.answer(
                200,
                "{\"data\":{\"w0\":{\"userErrors\":[{\"code\":\""
                        + code
                        + "\",\"field\":[\"input\"],\"message\":\"m\"}]},"
                        + "\"w1\":{\"userErrors\":[]}}}");

        List<WriteResult> results =
                mall.write(
                        List.of(
                                write(SHIRT, new CompareAndSet(5, 3), "k1"),
                                write(CUP, new Relative(1), "k2")));

        assertThat(results.getFirst().getClass().getSimpleName()).isEqualTo(result);
        assertThat(results.getLast()).isEqualTo(DONE);
    }

    @Test
    void write_throttled_waitsForThePointsThatItNeeds() {
        server.answer(200, throttled());

        assertThat(mall.write(List.of(write(SHIRT, new Relative(1), "k1"))))
                .containsExactly(new Throttled(Duration.ofMillis(1_500)));
    }

    @Test
    void write_documentNotExecuted_isRejected() {
        server.answer(
                200,
                "{\"errors\":[{\"message\":\"bad\",\"extensions\":{\"code\":\"argumentLiteralsIncompatible\"}}]}");

        assertThat(mall.write(List.of(write(SHIRT, new Relative(1), "k1"))))
                .hasOnlyElementsOfType(Rejected.class);
    }

    @Test
    void write_internalErrorOfAMutation_leavesThatOneInDoubt() {
        server.answer(
                200,
                """
                {"data":{"w0":null,"w1":{"userErrors":[]}},"errors":[{"message":"Internal error",
                "path":["w0"],"extensions":{"code":"INTERNAL_SERVER_ERROR","requestId":"r"}}]}\
                """);

        assertThat(
                        mall.write(
                                List.of(
                                        write(SHIRT, new Relative(1), "k1"),
                                        write(CUP, new Relative(1), "k2"))))
                .hasExactlyElementsOfTypes(InDoubt.class, Done.class);
    }

    @Test
    void write_answerLostOrUnreadable_isInDoubt() {
        server.loseAnswer().answer(200, "<html>").answer(502, "");

        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(mall.write(List.of(write(SHIRT, new Relative(1), "k1"))))
                    .hasOnlyElementsOfType(InDoubt.class);
        }
    }

    @Test
    void write_tokenRefused_isExpired() {
        server.answer(401, "{\"errors\":\"[API] Invalid API key or access token\"}");

        assertThatThrownBy(() -> mall.write(List.of(write(SHIRT, new Relative(1), "k1"))))
                .isInstanceOf(CredentialExpired.class);
    }

    @Test
    void read_itemsNotStockedThere_haveNoCount() {
        server.answer(
                200,
                """
                {"data":{"nodes":[{"id":"gid://shopify/InventoryItem/1","inventoryLevel":{"quantities":
                [{"name":"available","quantity":-3}]}},null,{"id":"gid://shopify/InventoryItem/3",
                "inventoryLevel":null}]}}\
                """);

        assertThat(mall.read(List.of(SHIRT, CUP, item("3"))))
                .extracting(CountReading::count)
                .containsExactly(OptionalLong.of(-3), OptionalLong.empty(), OptionalLong.empty());
        assertThat(server.onlyRequest().body())
                .contains(
                        "\"ids\":[\"gid://shopify/InventoryItem/1\"",
                        "\"location\":\"gid://shopify/Location/7\"");
    }

    @Test
    void read_throttledRefusedOrPage_isAnException() {
        server.answer(200, throttled())
                .answer(
                        200,
                        "{\"errors\":[{\"message\":\"m\",\"extensions\":{\"code\":\"ACCESS_DENIED\"}}]}")
                .answer(200, "<html>maintenance</html>");

        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallThrottled.class);
        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallRefused.class);
        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallUnavailable.class);
    }

    @Test
    void orders_list_isByUpdateInPages() {
        server.answer(
                200,
                """
                {"data":{"orders":{"pageInfo":{"hasNextPage":true,"endCursor":"c1"},"nodes":[
                {"id":"gid://shopify/Order/42","updatedAt":"2026-11-28T02:00:01Z"}]}}}\
                """);
        var query =
                new OrderQuery(
                        Instant.parse("2026-11-28T02:00:00Z"),
                        Instant.parse("2026-11-28T03:00:00Z"),
                        Optional.of("c0"));

        OrderPage page = mall.orders(query);

        assertThat(page.orders())
                .containsExactly(
                        new OrderSummary(
                                "42",
                                Optional.of(Instant.parse("2026-11-28T02:00:01Z")),
                                Optional.empty()));
        assertThat(page.next()).contains("c1");
        assertThat(page.completeUpTo()).isEqualTo("2026-11-28T02:59:00Z");
        assertThat(server.onlyRequest().body())
                .contains(
                        "\"first\":250,\"after\":\"c0\",\"query\":\"updated_at:>='2026-11-28T02:00:00Z'"
                            + " updated_at:<'2026-11-28T03:00:00Z'\"");
    }

    @Test
    void ordersByNumber_holdLinesOfAllPages() {
        server.answer(200, details("null", "UNFULFILLED", "PAID", true))
                .answer(
                        200,
                        """
                        {"data":{"order":{"lineItems":{"pageInfo":{"hasNextPage":false,"endCursor":null},
                        "nodes":[{"id":"gid://shopify/LineItem/12","quantity":4,"currentQuantity":4,
                        "variant":{"inventoryItem":{"id":"gid://shopify/InventoryItem/2"}}}]}}}}\
                        """);

        assertThat(mall.orders(List.of("42", "43")))
                .containsExactly(
                        new MallOrder(
                                "42",
                                OrderState.ACTIVE,
                                Instant.parse("2026-11-28T01:00:00Z"),
                                Instant.parse("2026-11-28T02:00:00Z"),
                                List.of(
                                        new MallOrderLine("10", SHIRT, 1),
                                        new MallOrderLine("12", CUP, 4)),
                                Optional.empty()));
        assertThat(server.received().getFirst().body())
                .contains("[\"gid://shopify/Order/42\",\"gid://shopify/Order/43\"]");
        assertThat(server.lastRequest().body())
                .contains("\"id\":\"gid://shopify/Order/42\",\"after\":\"l1\"");
    }

    @Test
    void ordersByNumber_cancelled_keepsWhatWasOrdered() {
        server.answer(200, details("\"2026-11-28T02:00:00Z\"", "UNFULFILLED", "REFUNDED", false));

        MallOrder order = mall.orders(List.of("42")).getFirst();

        assertThat(order.state()).isEqualTo(OrderState.CANCELLED);
        assertThat(order.lines()).containsExactly(new MallOrderLine("10", SHIRT, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "UNFULFILLED, PENDING, HELD",
        "ON_HOLD, PAID, HELD",
        "PARTIALLY_FULFILLED, PAID, ACTIVE",
        "FULFILLED, PAID, SHIPPED"
    })
    void ordersByNumber_states(String fulfillment, String financial, OrderState state) {
        server.answer(200, details("null", fulfillment, financial, false));

        assertThat(mall.orders(List.of("42")).getFirst().state()).isEqualTo(state);
    }

    @Test
    void capabilities_keepWithinThePoints() {
        assertThat(mall.capabilities().writeRate().perSecond() * mall.capabilities().writeBatch())
                .isEqualTo(10);
    }

    private static MallItem item(String number) {
        return new MallItem("gid://shopify/InventoryItem/" + number, LOCATION);
    }

    private static StockWrite write(MallItem item, CountChange change, String key) {
        return new StockWrite(item, change, key);
    }

    private static String throttled() {
        return """
        {"errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],"extensions":{"cost":
        {"requestedQueryCost":200,"actualQueryCost":null,"throttleStatus":{"maximumAvailable":2000.0,
        "currentlyAvailable":50,"restoreRate":100.0}}}}\
        """;
    }

    private static String details(
            String cancelledAt, String fulfillment, String financial, boolean hasMore) {
        return """
        {"data":{"nodes":[{"id":"gid://shopify/Order/42","createdAt":"2026-11-28T01:00:00Z",
        "updatedAt":"2026-11-28T02:00:00Z","cancelledAt":%s,"displayFulfillmentStatus":"%s",
        "displayFinancialStatus":"%s","lineItems":{"pageInfo":{"hasNextPage":%s,"endCursor":"l1"},
        "nodes":[{"id":"gid://shopify/LineItem/10","quantity":2,"currentQuantity":1,"variant":
        {"inventoryItem":{"id":"gid://shopify/InventoryItem/1"}}},{"id":"gid://shopify/LineItem/11",
        "quantity":1,"currentQuantity":1,"variant":null}]}},null]}}\
        """
                .formatted(cancelledAt, fulfillment, financial, hasMore);
    }
}
