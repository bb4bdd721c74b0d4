package dev.netstock.malls.adapter.yahoo;

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
import dev.netstock.malls.port.CountChange.CompareAndSet;
import dev.netstock.malls.port.CountChange.Relative;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallException;
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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

class YahooMallTest {
    private static final MallItem SHIRT = new MallItem("shirt", "L-blue");
    private static final MallItem CUP = new MallItem("cup", "");

    private final MallServer server = new MallServer();
    private final TestClock clock = new TestClock();
    private final MemoryCredentialStore store = new MemoryCredentialStore(Map.of());
    private final YahooMall mall =
            new YahooMall(
                    new MallHttp(Duration.ofSeconds(20)),
                    new YahooSettings(
                            server.base(),
                            server.base().resolve("/yconnect/v2/token"),
                            "snbx-store",
                            YahooSettings.FRAUD_HOLD,
                            false),
                    store,
                    clock);

    @BeforeEach
    void storeCredentials() {
        store.put(
                Map.of(
                        "clientId", "app",
                        "clientSecret", "hush",
                        "refreshToken", "r0",
                        "accessToken", "t0",
                        "accessTokenExpiresAt", clock.instant().plusSeconds(3_600).toString(),
                        "publicKey", YahooSignatureTest.PUBLIC_KEY,
                        "publicKeyVersion", "3",
                        "publicKeyIssuedAt", "2026-06-01T00:00:00Z",
                        "consentedAt", "2026-11-20T00:00:00Z"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void write_absoluteAndRelative_areOneFormWithSigns() {
        server.answer(
                200,
                result("shirt", "L-blue", "<Quantity>12</Quantity>")
                        .replace("</ResultSet>", "")
                        .concat("<Result><ItemCode>cup</ItemCode><SubCode/>")
                        .concat("<Quantity>-3</Quantity></Result></ResultSet>"));

        assertThat(mall.write(List.of(write(SHIRT, new Relative(5)), write(CUP, new Absolute(0)))))
                .containsExactly(new Done(OptionalLong.of(12)), new Done(OptionalLong.of(-3)));
        Received request = server.onlyRequest();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/ShoppingWebService/V1/setStock");
        assertThat(request.header("Authorization")).isEqualTo("Bearer t0");
        assertThat(request.header("X-sws-signature-version")).isEqualTo("3");
        assertThat(request.header("X-sws-signature")).hasSize(344);
        assertThat(request.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
        assertThat(request.body())
                .isEqualTo("seller_id=snbx-store&item_code=shirt%3AL-blue%2Ccup&quantity=%2B5%2C0");
    }

    @Test
    void write_decrement_isSentWithItsSign() {
        server.answer(200, result("cup", "", "<Quantity>1</Quantity>"));

        assertThat(mall.write(List.of(write(CUP, new Relative(-4)))))
                .containsExactly(new Done(OptionalLong.of(1)));
        assertThat(server.onlyRequest().body()).endsWith("&quantity=-4");
    }

    @ParameterizedTest
    @CsvSource({
        "st-02101, Rejected",
        "st-02104, OutOfRange",
        "ed-00001, InDoubt",
        "ed-00002, Unavailable",
        "ed-10001, InDoubt",
        "ed-10002, Done",
        "st-02999, InDoubt"
    })
    void write_partialFailure_isOfItsItemAlone(String code, String result) {
        server.answer(
                207,
                result("shirt", "L-blue", "<ErrorCode>" + code + "</ErrorCode>")
                        .replace("</ResultSet>", "")
                        .concat("<Result><ItemCode>cup</ItemCode><Quantity>2</Quantity></Result>")
                        .concat("</ResultSet>"));

        List<WriteResult> results =
                mall.write(List.of(write(SHIRT, new Relative(5)), write(CUP, new Relative(1))));

        assertThat(results.getFirst().getClass().getSimpleName()).isEqualTo(result);
        assertThat(results.getLast()).isEqualTo(new Done(OptionalLong.of(2)));
    }

    @ParameterizedTest
    @CsvSource({
        "400, st-02100, Rejected",
        "400, st-02101, Rejected",
        "400, st-02102, Rejected",
        "400, st-02103, Rejected",
        "400, st-02104, Rejected",
        "400, st-02105, Rejected",
        "403, px-04306, Rejected",
        "500, st-02999, InDoubt",
        "500, ed-00001, InDoubt",
        "503, ed-00002, Unavailable",
        "200, ed-00002, Unavailable"
    })
    void write_requestFails_isItsError(int status, String code, String result) {
        server.answer(status, error(code));

        assertThat(mall.write(List.of(write(CUP, new Relative(1)))))
                .singleElement()
                .extracting(it -> it.getClass().getSimpleName())
                .isEqualTo(result);
    }

    @ParameterizedTest
    @CsvSource({"429, Throttled", "500, InDoubt", "502, InDoubt", "503, Unavailable"})
    void write_statusWithoutCode_isClassified(int status, String result) {
        server.answer(status, status == 429 ? error("px-00429") : "");

        assertThat(mall.write(List.of(write(CUP, new Relative(1)))))
                .singleElement()
                .extracting(it -> it.getClass().getSimpleName())
                .isEqualTo(result);
    }

    @Test
    void write_answerLostIncompleteOrUnreadable_isInDoubt() {
        server.loseAnswer().answer(200, result("other", "", "")).answer(200, "<html>");

        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(mall.write(List.of(write(CUP, new Relative(1)))))
                    .hasOnlyElementsOfType(InDoubt.class);
        }
    }

    @Test
    void write_whatYahooWouldRefuse_isNotSent() {
        assertThat(
                        mall.write(
                                List.of(
                                        write(new MallItem("a_b", ""), new Relative(1)),
                                        write(CUP, new Absolute(-1)),
                                        write(SHIRT, new CompareAndSet(1, 2)))))
                .hasOnlyElementsOfType(Rejected.class);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void write_sameItemTwice_isNeverInOneRequest() {
        server.answer(200, result("cup", "", "<Quantity>1</Quantity>"))
                .answer(200, result("cup", "", "<Quantity>2</Quantity>"));

        assertThat(mall.write(List.of(write(CUP, new Relative(1)), write(CUP, new Relative(1)))))
                .containsExactly(new Done(OptionalLong.of(1)), new Done(OptionalLong.of(2)));
    }

    @Test
    void write_sessionExpired_refreshesTheTokenOnce() {
        server.answer(401, error("px-04102"))
                .answer(
                        200,
                        "{\"access_token\":\"t1\",\"token_type\":\"Bearer\",\"expires_in\":\"3600\"}")
                .answer(200, result("cup", "", "<Quantity>1</Quantity>"));

        assertThat(mall.write(List.of(write(CUP, new Relative(1)))))
                .containsExactly(new Done(OptionalLong.of(1)));
        Received refresh = server.received().get(1);
        assertThat(refresh.target()).isEqualTo("/yconnect/v2/token");
        assertThat(refresh.header("Authorization")).isEqualTo("Basic YXBwOmh1c2g=");
        assertThat(refresh.header("X-sws-signature")).isNotEmpty();
        assertThat(refresh.body()).isEqualTo("grant_type=refresh_token&refresh_token=r0");
        assertThat(server.lastRequest().header("Authorization")).isEqualTo("Bearer t1");
    }

    @Test
    void write_newTokenRefusedToo_isExpired() {
        server.answer(401, Map.of("WWW-Authenticate", "Bearer error=\"invalid_token\""), "")
                .answer(200, "{\"access_token\":\"t1\",\"expires_in\":3600}")
                .answer(401, "");

        assertThatThrownBy(() -> mall.write(List.of(write(CUP, new Relative(1)))))
                .isInstanceOf(CredentialExpired.class);
        assertThat(server.received()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_grant, CredentialExpired",
        "401, invalid_client, CredentialExpired",
        "400, temporarily_unavailable, MallUnavailable",
        "503, server_error, MallUnavailable"
    })
    void write_refreshFails_nothingIsSent(int status, String error, String exception) {
        clock.pass(Duration.ofHours(1));
        server.answer(status, "{\"error\":\"" + error + "\"}");

        assertThatThrownBy(() -> mall.write(List.of(write(CUP, new Relative(1)))))
                .isInstanceOf(MallException.class)
                .extracting(it -> it.getClass().getSimpleName())
                .isEqualTo(exception);
        assertThat(server.onlyRequest().target()).isEqualTo("/yconnect/v2/token");
    }

    @Test
    void read_unknownAndClosedItems() {
        server.answer(
                200,
                """
                <ResultSet totalResultsAvailable="3" totalResultsReturned="3" firstResultPosition="1">
                <Result><ItemCode>shirt</ItemCode><SubCode>L-blue</SubCode><Status>1</Status>
                <Quantity>7</Quantity><AllowOverdraft>0</AllowOverdraft><StockClose>1</StockClose></Result>
                <Result><ItemCode>cup</ItemCode><SubCode></SubCode><Status>0</Status><Quantity/></Result>
                </ResultSet>\
                """);
        var pen = new MallItem("pen", "");

        assertThat(mall.read(List.of(CUP, SHIRT, pen)))
                .containsExactly(
                        new CountReading(CUP, OptionalLong.empty(), clock.instant(), false),
                        new CountReading(SHIRT, OptionalLong.of(7), clock.instant(), true),
                        new CountReading(pen, OptionalLong.empty(), clock.instant(), false));
        assertThat(server.onlyRequest().body())
                .isEqualTo("seller_id=snbx-store&item_code=cup%2Cshirt%3AL-blue%2Cpen");
    }

    @Test
    void read_maintenanceOrRefusal_isAnException() {
        server.answer(503, error("ed-00002")).answer(400, error("st-01101")).answer(200, "<html>");

        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallUnavailable.class);
        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallRefused.class);
        assertThatThrownBy(() -> mall.read(List.of(CUP))).isInstanceOf(MallUnavailable.class);
    }

    @Test
    void orders_list_isByOrderAndThenByPublication() {
        server.answer(
                        200,
                        """
                        <Result><Status>OK</Status><Search><TotalCount>1</TotalCount><OrderInfo><Index>1</Index>
                        <OrderId>snbx-store-10000001</OrderId><OrderTime>2026-11-28T11:00:00+09:00</OrderTime>
                        <LastUpdateTime>2026-11-28T11:05:00+09:00</LastUpdateTime><OrderStatus>2</OrderStatus>
                        <IsSplit>false</IsSplit></OrderInfo></Search></Result>\
                        """)
                .answer(
                        200,
                        "<ResultSet><Result><Status>OK</Status><Search><TotalCount>0</TotalCount>"
                                + "</Search></Result></ResultSet>");
        var query =
                new OrderQuery(
                        Instant.parse("2026-11-27T15:00:00Z"),
                        Instant.parse("2026-11-28T03:00:00Z"),
                        Optional.empty());

        OrderPage placed = mall.orders(query);
        OrderPage published =
                mall.orders(new OrderQuery(query.from(), query.until(), placed.next()));

        assertThat(placed.orders())
                .containsExactly(
                        new OrderSummary(
                                "snbx-store-10000001",
                                Optional.of(Instant.parse("2026-11-28T02:05:00Z")),
                                Optional.empty()));
        assertThat(published.orders()).isEmpty();
        assertThat(published.next()).isEmpty();
        assertThat(published.completeUpTo()).isEqualTo("2026-11-28T02:59:00Z");
        assertThat(server.received().getFirst().target())
                .isEqualTo("/ShoppingWebService/V1/orderList");
        assertThat(server.received().getFirst().body())
                .isEqualTo(
                        "<?xml version=\"1.0\""
                            + " encoding=\"UTF-8\"?><Req><Search><Result>2000</Result>"
                            + "<Start>1</Start><Sort>+order_time</Sort><Condition>"
                            + "<OrderTimeFrom>20261128000000</OrderTimeFrom>"
                            + "<OrderTimeTo>20261128120000</OrderTimeTo></Condition>"
                            + "<Field>OrderId,OrderTime,LastUpdateTime,OrderStatus,IsSplit</Field>"
                            + "</Search><SellerId>snbx-store</SellerId></Req>");
        assertThat(server.lastRequest().body())
                .contains("<PublicationTimeFrom>20261128000000</PublicationTimeFrom>");
    }

    @Test
    void orders_moreThanAPage_continue() {
        server.answer(
                200,
                "<Result><Status>OK</Status><Search><TotalCount>2001</TotalCount></Search></Result>");
        var query =
                new OrderQuery(
                        Instant.parse("2026-11-27T15:00:00Z"),
                        Instant.parse("2026-11-28T03:00:00Z"),
                        Optional.empty());

        assertThat(mall.orders(query).next()).contains("OrderTime 2001");
    }

    @Test
    void ordersByNumber_oneLineOneRequestEach_unknownLeftOut() {
        server.answer(
                        200,
                        """
                        <ResultSet><Result><Status>OK</Status><OrderInfo><OrderId>s-2</OrderId>
                        <ParentOrderId>s-1</ParentOrderId><OrderStatus>3</OrderStatus>
                        <OrderTime>20261128110000</OrderTime><Item><LineId>1</LineId><ItemId>shirt</ItemId>
                        <SubCode>L-blue</SubCode><Quantity>2</Quantity></Item></OrderInfo></Result></ResultSet>\
                        """)
                .answer(400, error("od-00002"));

        assertThat(mall.orders(List.of("s-2", "gone")))
                .containsExactly(
                        new MallOrder(
                                "s-2",
                                OrderState.HELD,
                                Instant.parse("2026-11-28T02:00:00Z"),
                                clock.instant(),
                                List.of(new MallOrderLine("1", SHIRT, 2)),
                                Optional.of("s-1")));
        assertThat(server.received().getFirst().target())
                .isEqualTo("/ShoppingWebService/V1/orderInfo");
        assertThat(server.received().getFirst().body())
                .contains("<Req><Target><OrderId>s-2</OrderId><Field>OrderId,");
    }

    @ParameterizedTest
    @CsvSource({"1, HELD", "2, ACTIVE", "3, HELD", "4, CANCELLED", "5, SHIPPED", "8, ACTIVE"})
    void state_ofStatus(String status, OrderState state) {
        assertThat(YahooOrders.state(status)).isEqualTo(state);
    }

    /** A request a second: the second one comes too early. */
    @Test
    void ordersByNumber_whosePartsAreThrottled_areReadOnWhereTheyStopped() {
        server.answer(200, info("s-1", "<ChildOrderId>s-2</ChildOrderId>"))
                .answer(429, error("px-00429"))
                .answer(200, info("s-2", ""));

        assertThatThrownBy(() -> mall.orders(List.of("s-1"))).isInstanceOf(MallThrottled.class);
        assertThat(mall.orders(List.of("s-1")))
                .extracting(MallOrder::number)
                .containsExactly("s-1", "s-2");

        server.answer(200, info("s-1", ""));
        assertThat(mall.orders(List.of("s-1"))).hasSize(1);
    }

    @Test
    void ordersByNumber_split_hasItsChildren() {
        server.answer(200, info("s-1", "<ChildOrderId>s-2,s-3</ChildOrderId>"))
                .answer(200, info("s-2", "<ParentOrderId>s-1</ParentOrderId>"))
                .answer(200, info("s-3", "<ParentOrderId>s-1</ParentOrderId>"));

        assertThat(mall.orders(List.of("s-1", "s-2")))
                .extracting(MallOrder::number)
                .containsExactly("s-1", "s-2", "s-3");
        assertThat(server.received()).hasSize(3);
    }

    @Test
    void credentialLife_signed_isFourWeeksAndAYear() {
        server.answer(200, Map.of("X-SWS-Authorize-Status", "authorized"), "<Result/>");

        assertThat(mall.credentialLife().expiries())
                .containsExactly(
                        new Expiry("consent", Instant.parse("2026-12-18T00:00:00Z")),
                        new Expiry("public key", Instant.parse("2027-06-01T00:00:00Z")));
        assertThat(server.onlyRequest().target())
                .isEqualTo("/ShoppingWebService/V1/orderCount?sellerId=snbx-store");
    }

    @Test
    void credentialLife_signatureNotAccepted_isTwelveHours() {
        server.answer(200, Map.of("X-SWS-Authorize-Status", "expired"), "<Result/>");

        assertThat(mall.credentialLife().expiries())
                .contains(new Expiry("consent", Instant.parse("2026-11-20T12:00:00Z")));
    }

    @Test
    void credentialLife_withoutAKey_isTwelveHours() {
        var values = new HashMap<>(store.read().values());
        values.keySet().removeIf(name -> name.startsWith("publicKey"));
        store.put(values);
        server.answer(200, "<Result/>");

        assertThat(mall.credentialLife().expiries())
                .containsExactly(new Expiry("consent", Instant.parse("2026-11-20T12:00:00Z")));
        assertThat(server.onlyRequest().header("X-sws-signature")).isEmpty();
    }

    private static StockWrite write(MallItem item, CountChange change) {
        return new StockWrite(item, change, "key");
    }

    private static String info(String number, String rest) {
        return "<ResultSet><Result><Status>OK</Status><OrderInfo><OrderId>"
                + number
                + "</OrderId>"
                + rest
                + "<OrderStatus>2</OrderStatus></OrderInfo></Result></ResultSet>";
    }

    private static String result(String item, String sub, String rest) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ResultSet totalResultsAvailable=\"1\""
                + " totalResultsReturned=\"1\" firstResultPosition=\"1\"><Result><ItemCode>"
                + item
                + "</ItemCode><SubCode>"
                + sub
                + "</SubCode>"
                + rest
                + "</Result></ResultSet>";
    }

    private static String error(String code) {
        return "<?xml version=\"1.0\"?><Error><Message>m</Message><Code>"
                + code
                + "</Code></Error>";
    }
}
