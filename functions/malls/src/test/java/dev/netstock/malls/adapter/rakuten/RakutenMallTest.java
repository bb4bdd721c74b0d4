package dev.netstock.malls.adapter.rakuten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.malls.adapter.credential.CredentialLife.Expiry;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.adapter.testing.MallServer;
import dev.netstock.malls.adapter.testing.MallServer.Received;
import dev.netstock.malls.adapter.testing.MemoryCredentialStore;
import dev.netstock.malls.adapter.testing.TestClock;
import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.CountChange.Absolute;
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
import dev.netstock.malls.port.WriteResult.OutOfRange;
import dev.netstock.malls.port.WriteResult.Rejected;
import dev.netstock.malls.port.WriteResult.Throttled;
import dev.netstock.malls.port.WriteResult.Unavailable;

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
import java.util.stream.IntStream;

class RakutenMallTest {
    private static final WriteResult DONE = new Done(OptionalLong.empty());
    private static final MallItem SHIRT = new MallItem("shirt-1", "L-blue");
    private static final MallItem CUP = new MallItem("cup", "one");

    private final MallServer server = new MallServer();
    private final TestClock clock = new TestClock();
    private final MemoryCredentialStore store =
            new MemoryCredentialStore(Map.of("serviceSecret", "SP123", "licenseKey", "SL456"));
    private final RakutenMall mall =
            new RakutenMall(
                    new MallHttp(Duration.ofSeconds(20)),
                    new RakutenSettings(server.base(), false),
                    store,
                    clock);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void write_batch_sendsModesAndSignedNumbers() {
        server.answer(204, "");

        List<WriteResult> results =
                mall.write(
                        List.of(
                                write(new MallItem("Shirt-1", "L-blue"), new Absolute(70)),
                                write(CUP, new Relative(-2))));

        assertThat(results).containsExactly(DONE, DONE);
        Received request = server.onlyRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/es/2.0/inventories/bulk-upsert");
        assertThat(request.header("Authorization")).isEqualTo("ESA U1AxMjM6U0w0NTY=");
        assertThat(request.header("Content-Type")).startsWith("application/json");
        assertThat(request.body())
                .isEqualTo(
                        "{\"inventories\":[{\"manageNumber\":\"shirt-1\",\"variantId\":\"L-blue\","
                                + "\"mode\":\"ABSOLUTE\",\"quantity\":70},"
                                + "{\"manageNumber\":\"cup\",\"variantId\":\"one\","
                                + "\"mode\":\"RELATIVE\",\"quantity\":-2}]}");
    }

    @Test
    void write_samePairTwice_isNeverInOneRequest() {
        server.answer(204, "").answer(204, "");

        mall.write(
                List.of(
                        write(CUP, new Relative(1)),
                        write(new MallItem("CUP", "one"), new Relative(2))));

        assertThat(server.received()).hasSize(2);
    }

    @Test
    void write_moreThan400_areSeveralRequests() {
        server.answer(204, "").answer(204, "");

        List<WriteResult> results =
                mall.write(
                        IntStream.range(0, 401)
                                .mapToObj(it -> write(new MallItem("i" + it, "v"), new Relative(1)))
                                .toList());

        assertThat(results).hasSize(401).containsOnly(DONE);
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void write_whatRakutenWouldRefuse_isNotSent() {
        server.answer(204, "");

        List<WriteResult> results =
                mall.write(
                        List.of(
                                write(new MallItem("x".repeat(33), "v"), new Relative(1)),
                                write(CUP, new Relative(1)),
                                write(SHIRT, new Absolute(100_000)),
                                write(SHIRT, new CountChange.CompareAndSet(1, 2))));

        assertThat(results.get(0)).isInstanceOf(Rejected.class);
        assertThat(results.get(1)).isEqualTo(DONE);
        assertThat(results.subList(2, 4)).hasOnlyElementsOfType(Rejected.class);
        assertThat(server.onlyRequest().body()).contains("cup").doesNotContain("shirt");
    }

    @ParameterizedTest
    @CsvSource({
        "400, IE0001, Rejected",
        "400, IE0002, Rejected",
        "400, IE0003, Rejected",
        "400, IE0004, Rejected",
        "400, IE0117, OutOfRange",
        "400, IE0500, UnknownItem",
        "400, IE1101, Rejected",
        "400, IE1102, Rejected",
        "400, GE0011, Rejected",
        "404, GE0014, UnknownItem",
        "409, CE0001, Throttled",
        "500, GE0019, InDoubt",
        "500, X0000, InDoubt"
    })
    void write_oneEntryFails_resultIsItsError(int status, String code, String result) {
        server.answer(status, error(code, "inventories[0].quantity"));

        assertThat(mall.write(List.of(write(CUP, new Relative(-1)))))
                .singleElement()
                .extracting(it -> it.getClass().getSimpleName())
                .isEqualTo(result);
    }

    @Test
    void write_entryOfABatchFails_leavesTheOthersInDoubt() {
        server.answer(400, error("IE0117", "inventories[1].quantity"));

        List<WriteResult> results =
                mall.write(
                        List.of(
                                write(CUP, new Relative(1)),
                                write(SHIRT, new Relative(-9)),
                                write(new MallItem("pen", "p"), new Relative(1))));

        assertThat(results.get(1)).isEqualTo(new OutOfRange("IE0117"));
        assertThat(List.of(results.get(0), results.get(2))).hasOnlyElementsOfType(InDoubt.class);
    }

    @Test
    void write_conflictInABatch_leavesTheOthersInDoubt() {
        server.answer(409, error("CE0001", "inventories[0]"));

        assertThat(mall.write(List.of(write(CUP, new Relative(1)), write(SHIRT, new Relative(1)))))
                .hasExactlyElementsOfTypes(Throttled.class, InDoubt.class);
    }

    @Test
    void write_conflictWithoutAnEntry_leavesAllInDoubt() {
        server.answer(409, "{\"errors\":[{\"code\":\"CE0001\",\"message\":\"conflict\"}]}");

        assertThat(mall.write(List.of(write(CUP, new Relative(1)), write(SHIRT, new Relative(1)))))
                .hasOnlyElementsOfType(InDoubt.class);
    }

    @Test
    void write_requestWithAPairTwice_changedNothing() {
        server.answer(400, "{\"errors\":[{\"code\":\"IE1102\",\"message\":\"twice\"}]}");

        assertThat(mall.write(List.of(write(CUP, new Relative(1)), write(SHIRT, new Relative(1)))))
                .hasOnlyElementsOfType(Rejected.class);
    }

    @Test
    void write_throttledOrMaintenance_isCertainlyNotDone() {
        server.answer(429, "").answer(503, "");

        assertThat(mall.write(List.of(write(CUP, new Relative(1)))))
                .hasOnlyElementsOfType(Throttled.class);
        assertThat(mall.write(List.of(write(CUP, new Relative(1)))))
                .hasOnlyElementsOfType(Unavailable.class);
    }

    @Test
    void write_answerLost_isInDoubtAndNotRepeated() {
        server.loseAnswer();

        assertThat(mall.write(List.of(write(CUP, new Relative(1)))))
                .hasOnlyElementsOfType(InDoubt.class);
        assertThat(server.received()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"401, GA0001", "403, ES04-01", "400, ES04-01"})
    void write_keyRefused_isExpired(int status, String code) {
        server.answer(
                status,
                "{\"Results\":{\"errorCode\":\"" + code + "\",\"message\":\"Un-Authorised\"}}");

        assertThatThrownBy(() -> mall.write(List.of(write(CUP, new Relative(1)))))
                .isInstanceOf(CredentialExpired.class);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void write_keyRenewedByAPerson_isUsedWithoutARestart() {
        server.answer(204, "").answer(401, "{}").answer(204, "");
        mall.write(List.of(write(CUP, new Relative(1))));
        store.put(Map.of("serviceSecret", "SP123", "licenseKey", "NEW"));

        assertThat(mall.write(List.of(write(CUP, new Relative(1))))).containsExactly(DONE);
        assertThat(server.lastRequest().header("Authorization")).isEqualTo("ESA U1AxMjM6TkVX");
    }

    @Test
    void read_unknownItems_haveNoCount() {
        server.answer(
                200,
                """
                {"inventories":[{"manageNumber":"shirt-1","variantId":"L-blue","quantity":7,
                "created":"2022-01-01T19:00:00+09:00","updated":"2022-02-01T19:30:00+09:00"}]}\
                """);
        var upper = new MallItem("SHIRT-1", "L-blue");

        assertThat(mall.read(List.of(CUP, upper)))
                .containsExactly(
                        new CountReading(CUP, OptionalLong.empty(), clock.instant(), false),
                        new CountReading(upper, OptionalLong.of(7), clock.instant(), false));
        assertThat(server.onlyRequest().target()).isEqualTo("/es/2.0/inventories/bulk-get");
        assertThat(server.onlyRequest().body())
                .isEqualTo(
                        "{\"inventories\":[{\"manageNumber\":\"cup\",\"variantId\":\"one\"},"
                                + "{\"manageNumber\":\"shirt-1\",\"variantId\":\"L-blue\"}]}");
    }

    @Test
    void read_refusedOrLost_isAnException() {
        server.answer(400, error("IE0004", "inventories[0].manageNumber")).loseAnswer();

        assertThatThrownBy(() -> mall.read(List.of(CUP)))
                .isInstanceOfSatisfying(
                        MallRefused.class, it -> assertThat(it.code()).isEqualTo("IE0004"));
        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallUnavailable.class);
    }

    @Test
    void orders_search_hasTheExactZoneAndAllStates() {
        server.answer(
                200,
                """
                {"MessageModelList":[{"messageType":"INFO","messageCode":"ORDER_EXT_API_SEARCH_ORDER_INFO_101",
                "message":"ok"}],"orderNumberList":["502763-20261128-00006701","502763-20261128-00006702"],
                "PaginationResponseModel":{"totalRecordsAmount":2,"totalPages":1,"requestPage":1}}\
                """);

        OrderPage page = mall.orders(query("2026-11-27T15:00:00.9Z", "2026-11-28T02:58:00Z"));

        assertThat(page.orders())
                .extracting(OrderSummary::number)
                .containsExactly("502763-20261128-00006701", "502763-20261128-00006702");
        assertThat(page.completeUpTo()).isEqualTo("2026-11-28T02:58:00Z");
        assertThat(page.next()).isEmpty();
        assertThat(server.onlyRequest().target())
                .isEqualTo("/es/2.0/purchaseItem/searchOrderItem/");
        assertThat(server.onlyRequest().body())
                .isEqualTo(
                        "{\"dateType\":1,\"startDatetime\":\"2026-11-28T00:00:00+0900\","
                                + "\"endDatetime\":\"2026-11-28T11:58:00+0900\","
                                + "\"orderProgressList\":[100,200,300,400,500,600,700,800,900],"
                                + "\"PaginationRequestModel\":{\"requestRecordsAmount\":1000,"
                                + "\"requestPage\":1,\"SortModelList\":[{\"sortColumn\":1,"
                                + "\"sortDirection\":1}]}}");
    }

    @Test
    void orders_upToNow_areCompleteBeforeTheVisibilityLag() {
        server.answer(
                200,
                """
                {"MessageModelList":[],"orderNumberList":[],"PaginationResponseModel":
                {"totalRecordsAmount":null,"totalPages":null,"requestPage":null}}\
                """);

        OrderPage page = mall.orders(query("2026-11-28T02:00:00Z", "2026-11-28T03:00:00Z"));

        assertThat(page.orders()).isEmpty();
        assertThat(page.completeUpTo()).isEqualTo("2026-11-28T02:59:00Z");
    }

    @Test
    void orders_secondPage_repeatsTheSpan() {
        server.answer(200, found(1_001, "a")).answer(200, found(1_001, "b"));
        OrderQuery query = query("2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z");

        OrderPage first = mall.orders(query);
        OrderPage second = mall.orders(new OrderQuery(query.from(), query.until(), first.next()));

        assertThat(second.next()).isEmpty();
        assertThat(server.lastRequest().body())
                .contains("\"requestPage\":2", "\"endDatetime\":\"2026-11-28T09:00:00+0900\"");
    }

    @Test
    void orders_moreThanRakutenLists_areSearchedInShorterSpans() {
        server.answer(200, found(15_001, "a"))
                .answer(400, refusal())
                .answer(200, found(900, "a"))
                .answer(200, found(900, "b"));
        OrderQuery query = query("2026-11-24T00:00:00Z", "2026-11-28T00:00:00Z");

        assertThatThrownBy(() -> mall.orders(query)).isInstanceOf(MallThrottled.class);
        assertThatThrownBy(() -> mall.orders(query)).isInstanceOf(MallThrottled.class);
        OrderPage page = mall.orders(query);

        assertThat(page.next()).isEmpty();
        assertThat(page.completeUpTo()).isEqualTo("2026-11-25T00:00:00Z");
        assertThat(mall.orders(query).completeUpTo()).isEqualTo("2026-11-26T00:00:00Z");
    }

    @Test
    void orders_errorWithStatus200_isRefusedWhenTheSpanIsShort() {
        server.answer(200, refusal());

        assertThatThrownBy(() -> mall.orders(query("2026-11-28T00:00:00Z", "2026-11-28T00:00:02Z")))
                .isInstanceOf(MallRefused.class);
    }

    @Test
    void orders_endWithinASecond_includesIt() {
        server.answer(200, found(0, "a"));

        mall.orders(query("2026-11-28T00:00:00Z", "2026-11-28T01:00:00.001Z"));

        assertThat(server.onlyRequest().body())
                .contains("\"endDatetime\":\"2026-11-28T10:00:01+0900\"");
    }

    @Test
    void ordersByNumber_holdItemsAndState() {
        server.answer(
                200,
                """
                {"MessageModelList":[],"OrderModelList":[{"orderNumber":"502763-20261128-00006701",
                "orderProgress":100,"orderDatetime":"2026-11-28T11:59:58+0900","PackageModelList":[
                {"ItemModelList":[{"itemDetailId":1001,"manageNumber":"Shirt-1","itemNumber":"S1","units":2,
                "SkuModelList":[{"variantId":"L-blue","merchantDefinedSkuId":null}]}]},
                {"ItemModelList":[{"itemDetailId":1002,"manageNumber":"cup","units":1,"SkuModelList":[]}]}]}]}\
                """);

        assertThat(mall.orders(List.of("502763-20261128-00006701", "gone")))
                .containsExactly(
                        new MallOrder(
                                "502763-20261128-00006701",
                                OrderState.HELD,
                                Instant.parse("2026-11-28T02:59:58Z"),
                                clock.instant(),
                                List.of(
                                        new MallOrderLine("1001", SHIRT, 2),
                                        new MallOrderLine("1002", new MallItem("cup", ""), 1)),
                                Optional.empty()));
        assertThat(server.onlyRequest().target()).isEqualTo("/es/2.0/purchaseItem/getOrderItem/");
        assertThat(server.onlyRequest().body())
                .isEqualTo("{\"orderNumberList\":[\"502763-20261128-00006701\",\"gone\"]}");
    }

    @ParameterizedTest
    @CsvSource({
        "100, HELD",
        "200, ACTIVE",
        "300, ACTIVE",
        "400, ACTIVE",
        "500, SHIPPED",
        "600, SHIPPED",
        "700, SHIPPED",
        "800, ACTIVE",
        "900, CANCELLED",
        "950, ACTIVE"
    })
    void state_ofProgress(long progress, OrderState state) {
        assertThat(RakutenOrders.state(progress)).isEqualTo(state);
    }

    @Test
    void confirmAndCancel_sendWhatTheOrderApiExpects() {
        server.answer(200, "{\"MessageModelList\":[{\"messageType\":\"INFO\"}]}")
                .answer(200, "{\"MessageModelList\":[{\"messageType\":\"INFO\"}]}");

        assertThat(mall.confirm(List.of("n1"))).containsExactly(DONE);
        assertThat(server.lastRequest().target()).isEqualTo("/es/2.0/order/confirmOrder/");
        assertThat(server.lastRequest().body()).isEqualTo("{\"orderNumberList\":[\"n1\"]}");

        assertThat(mall.cancel("n1")).isEqualTo(DONE);
        assertThat(server.lastRequest().target()).isEqualTo("/es/2.0/order/cancelOrder/");
        assertThat(server.lastRequest().body())
                .isEqualTo(
                        "{\"orderNumber\":\"n1\",\"inventoryRestoreType\":2,"
                                + "\"changeReasonDetailApply\":8}");
    }

    @Test
    void confirm_oneRefused_isOfItsOrder() {
        server.answer(
                200,
                """
                {"MessageModelList":[{"messageType":"INFO","messageCode":"I1","orderNumber":"n1"},
                {"messageType":"ERROR","messageCode":"E9","orderNumber":"n2"}]}\
                """);

        assertThat(mall.confirm(List.of("n2", "n1")))
                .containsExactly(new Rejected("E9", "Rakuten refuses the change"), DONE);
    }

    @Test
    void confirmAndCancel_refusedOrLost_sayIt() {
        server.answer(
                        400,
                        "{\"MessageModelList\":[{\"messageType\":\"ERROR\",\"messageCode\":\"E1\"}]}")
                .loseAnswer()
                .answer(400, "");

        assertThat(mall.confirm(List.of("n1"))).hasOnlyElementsOfType(Rejected.class);
        assertThat(mall.confirm(List.of("n1"))).hasOnlyElementsOfType(InDoubt.class);
        assertThat(mall.cancel("n1")).isEqualTo(new Rejected("HTTP 400", ""));
    }

    @Test
    void credentialLife_isWhatRakutenSays() {
        server.answer(200, "{\"expiryDate\":\"2026-12-28T23:59:59\"}");

        assertThat(mall.credentialLife().expiries())
                .containsExactly(new Expiry("license key", Instant.parse("2026-12-28T14:59:59Z")));
        assertThat(server.onlyRequest().target())
                .isEqualTo("/es/1.0/license-management/license-key/expiry-date?licenseKey=SL456");
    }

    private static StockWrite write(MallItem item, CountChange change) {
        return new StockWrite(item, change, "key");
    }

    private static OrderQuery query(String from, String until) {
        return new OrderQuery(Instant.parse(from), Instant.parse(until), Optional.empty());
    }

    private static String error(String code, String path) {
        return "{\"errors\":[{\"code\":\"%s\",\"message\":\"m\",\"metadata\":{\"propertyPath\":\"%s\"}}]}"
                .formatted(code, path);
    }

    private static String refusal() {
        return """
        {"MessageModelList":[{"messageType":"ERROR","messageCode":"ORDER_EXT_API_SEARCH_ORDER_ERROR_009",
        "message":"period"}]}\
        """;
    }

    private static String found(int records, String number) {
        return """
        {"MessageModelList":[],"orderNumberList":["%s"],
        "PaginationResponseModel":{"totalRecordsAmount":%d,"totalPages":2,"requestPage":1}}\
        """
                .formatted(number, records);
    }
}
