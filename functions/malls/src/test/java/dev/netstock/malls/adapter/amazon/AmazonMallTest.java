package dev.netstock.malls.adapter.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

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
import dev.netstock.malls.port.WriteResult.Done;
import dev.netstock.malls.port.WriteResult.InDoubt;
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

class AmazonMallTest {
    private static final MallItem CUP = new MallItem("CUP/1 x", "");
    private static final MallItem PEN = new MallItem("PEN", "");

    private final MallServer server = new MallServer();
    private final TestClock clock = new TestClock();
    private final MemoryCredentialStore store =
            new MemoryCredentialStore(
                    Map.of(
                            "clientId", "amzn1.app",
                            "clientSecret", "hush",
                            "clientSecretIssuedAt", "2026-10-01T00:00:00Z",
                            "refreshToken", "Atzr|r",
                            "accessToken", "Atza|t0",
                            "accessTokenExpiresAt", clock.instant().plusSeconds(3_600).toString()));
    private final AmazonMall mall =
            new AmazonMall(
                    new MallHttp(Duration.ofSeconds(20)),
                    new AmazonSettings(
                            server.base(),
                            server.base().resolve("/auth/o2/token"),
                            "A1SELLER",
                            AmazonSettings.JAPAN),
                    store,
                    clock);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void write_count_isMerged() {
        server.answer(200, "{\"sku\":\"CUP/1 x\",\"status\":\"ACCEPTED\",\"issues\":[]}");

        assertThat(mall.write(List.of(write(CUP, new Absolute(7)))))
                .containsExactly(new Done(OptionalLong.empty()));
        Received request = server.onlyRequest();
        assertThat(request.method()).isEqualTo("PATCH");
        assertThat(request.target())
                .isEqualTo(
                        "/listings/2021-08-01/items/A1SELLER/CUP%2F1%20x"
                                + "?marketplaceIds=A1VC38T7YXB528");
        assertThat(request.header("x-amz-access-token")).isEqualTo("Atza|t0");
        assertThat(request.body())
                .isEqualTo(
                        "{\"productType\":\"PRODUCT\",\"patches\":[{\"op\":\"merge\","
                                + "\"path\":\"/attributes/fulfillment_availability\","
                                + "\"value\":[{\"fulfillment_channel_code\":\"DEFAULT\","
                                + "\"quantity\":7}]}]}");
    }

    @Test
    void write_invalidInA200_isRejectedWithItsError() {
        server.answer(
                200,
                """
                {"status":"INVALID","issues":[{"code":"99300","message":"w","severity":"WARNING"},
                {"code":"90220","message":"required","severity":"ERROR"}]}\
                """);

        assertThat(mall.write(List.of(write(CUP, new Absolute(7)))))
                .containsExactly(new Rejected("90220", "required"));
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidInput, Rejected",
        "404, NOT_FOUND, UnknownItem",
        "413, RequestTooLarge, Rejected",
        "500, InternalFailure, InDoubt",
        "503, ServiceUnavailable, Unavailable",
        "504, GatewayTimeout, InDoubt"
    })
    void write_error_isClassified(int status, String code, String result) {
        server.answer(status, error(code));

        assertThat(mall.write(List.of(write(CUP, new Absolute(7)))))
                .singleElement()
                .extracting(it -> it.getClass().getSimpleName())
                .isEqualTo(result);
    }

    @Test
    void write_throttled_waitsAsLongAsTheRateSays() {
        server.answer(429, Map.of("x-amzn-RateLimit-Limit", "5.0"), error("QuotaExceeded"));

        assertThat(mall.write(List.of(write(CUP, new Absolute(7)), write(PEN, new Absolute(1)))))
                .hasExactlyElementsOfTypes(Throttled.class, Unavailable.class)
                .contains(new Throttled(Duration.ofMillis(200)));
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void write_lostOrUnreadable_isInDoubt() {
        server.loseAnswer().answer(200, "{}").answer(200, "{\"status\":\"NEW\"}");

        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(mall.write(List.of(write(CUP, new Absolute(7)))))
                    .hasOnlyElementsOfType(InDoubt.class);
        }
    }

    @Test
    void write_relative_isNotSent() {
        assertThat(mall.write(List.of(write(CUP, new Relative(1)))))
                .hasOnlyElementsOfType(Rejected.class);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void write_tokenExpired_isRefreshedOnce() {
        server.answer(403, error("Unauthorized"))
                .answer(
                        200,
                        "{\"access_token\":\"Atza|t1\",\"refresh_token\":\"Atzr|r\","
                                + "\"token_type\":\"bearer\",\"expires_in\":3600}")
                .answer(200, "{\"status\":\"ACCEPTED\"}");

        assertThat(mall.write(List.of(write(CUP, new Absolute(7)))))
                .hasOnlyElementsOfType(Done.class);
        Received refresh = server.received().get(1);
        assertThat(refresh.target()).isEqualTo("/auth/o2/token");
        assertThat(refresh.body())
                .isEqualTo(
                        "grant_type=refresh_token&refresh_token=Atzr%7Cr&client_id=amzn1.app"
                                + "&client_secret=hush");
        assertThat(server.lastRequest().header("x-amz-access-token")).isEqualTo("Atza|t1");
    }

    @Test
    void write_consentWithdrawn_isExpired() {
        server.answer(403, error("Unauthorized"))
                .answer(400, "{\"error\":\"invalid_grant\",\"error_description\":\"revoked\"}");

        assertThatThrownBy(() -> mall.write(List.of(write(CUP, new Absolute(7)))))
                .isInstanceOf(CredentialExpired.class);
    }

    @Test
    void read_countOfWhatTheSellerShips() {
        server.answer(
                        200,
                        """
                        {"sku":"CUP","fulfillmentAvailability":[{"fulfillmentChannelCode":"AMAZON_JP","quantity":9},
                        {"fulfillmentChannelCode":"DEFAULT","quantity":4}]}\
                        """)
                .answer(404, error("NOT_FOUND"));

        assertThat(mall.read(List.of(CUP, PEN)))
                .containsExactly(
                        new CountReading(CUP, OptionalLong.of(4), clock.instant(), false),
                        new CountReading(PEN, OptionalLong.empty(), clock.instant(), false));
        assertThat(server.lastRequest().target())
                .isEqualTo(
                        "/listings/2021-08-01/items/A1SELLER/PEN?marketplaceIds=A1VC38T7YXB528"
                                + "&includedData=fulfillmentAvailability");
    }

    @Test
    void orders_searchUpToNow_hasNoEnd() {
        server.answer(
                200,
                """
                {"orders":[{"orderId":"503-1","createdTime":"2026-11-28T02:00:00Z",
                "lastUpdatedTime":"2026-11-28T02:30:00Z","fulfillment":{"fulfillmentStatus":"PENDING",
                "fulfilledBy":"MERCHANT"},"orderItems":[{"orderItemId":"11","quantityOrdered":2,
                "product":{"asin":"B0","sellerSku":"PEN"}}]},
                {"orderId":"503-2","createdTime":"2026-11-28T02:00:00Z","lastUpdatedTime":"2026-11-28T02:00:00Z",
                "fulfillment":{"fulfillmentStatus":"UNSHIPPED","fulfilledBy":"AMAZON"},"orderItems":[]}],
                "pagination":{"nextToken":"tok=1"}}\
                """);

        OrderPage page = mall.orders(query("2026-11-28T02:00:00.5Z", "2026-11-28T03:00:00Z"));

        assertThat(page.orders())
                .extracting(OrderSummary::order)
                .containsExactly(
                        Optional.of(
                                new MallOrder(
                                        "503-1",
                                        OrderState.HELD,
                                        Instant.parse("2026-11-28T02:00:00Z"),
                                        Instant.parse("2026-11-28T02:30:00Z"),
                                        List.of(new MallOrderLine("11", PEN, 2)),
                                        Optional.empty())));
        assertThat(page.completeUpTo()).isEqualTo("2026-11-28T02:58:00Z");
        assertThat(page.next()).contains("open tok=1");
        assertThat(server.onlyRequest().target())
                .isEqualTo(
                        "/orders/2026-01-01/orders?marketplaceIds=A1VC38T7YXB528"
                                + "&createdAfter=2026-11-28T02%3A00%3A00Z&fulfilledBy=MERCHANT"
                                + "&maxResultsPerPage=100&includedData=FULFILLMENT%2CCANCELLATION");
    }

    @Test
    void orders_searchOfThePast_hasItsEndOnAllPages() {
        server.answer(200, "{\"orders\":[],\"pagination\":{\"nextToken\":\"t1\"}}")
                .answer(200, "{\"orders\":[],\"pagination\":{}}");
        OrderQuery query = query("2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z");

        OrderPage first = mall.orders(query);
        OrderPage last = mall.orders(new OrderQuery(query.from(), query.until(), first.next()));

        assertThat(last.next()).isEmpty();
        assertThat(last.completeUpTo()).isEqualTo("2026-11-28T00:00:00Z");
        assertThat(server.lastRequest().target())
                .contains("&createdBefore=2026-11-28T00%3A00%3A00Z", "&paginationToken=t1");
    }

    @Test
    void orders_throttledRefusedOrLost_isAnException() {
        server.answer(429, Map.of("x-amzn-RateLimit-Limit", "0.0056"), error("QuotaExceeded"))
                .answer(400, error("InvalidInput"))
                .answer(500, error("InternalFailure"))
                .answer(200, "<html>");
        OrderQuery query = query("2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z");

        assertThatThrownBy(() -> mall.orders(query))
                .isInstanceOfSatisfying(
                        MallThrottled.class,
                        it ->
                                assertThat(it.delay())
                                        .isBetween(
                                                Duration.ofSeconds(178), Duration.ofSeconds(179)));
        assertThatThrownBy(() -> mall.orders(query)).isInstanceOf(MallRefused.class);
        assertThatThrownBy(() -> mall.orders(query)).isInstanceOf(MallUnavailable.class);
        assertThatThrownBy(() -> mall.orders(query)).isInstanceOf(MallUnavailable.class);
    }

    @Test
    void ordersByNumber_unknownIsLeftOut() {
        server.answer(
                        200,
                        """
                        {"order":{"orderId":"503-1","createdTime":"2026-11-28T02:00:00Z",
                        "lastUpdatedTime":"2026-11-28T02:30:00Z","fulfillment":{"fulfillmentStatus":"CANCELLED"},
                        "orderItems":[{"orderItemId":"11","quantityOrdered":0,"product":{"sellerSku":"PEN"}}]}}\
                        """)
                .answer(404, error("NOT_FOUND"));

        assertThat(mall.orders(List.of("503-1", "503-2")))
                .extracting(MallOrder::number, MallOrder::state)
                .containsExactly(tuple("503-1", OrderState.CANCELLED));
        assertThat(server.received().getFirst().target())
                .isEqualTo(
                        "/orders/2026-01-01/orders/503-1?includedData=FULFILLMENT%2CCANCELLATION");
    }

    @ParameterizedTest
    @CsvSource({
        "PENDING_AVAILABILITY, HELD", "PENDING, HELD", "UNSHIPPED, ACTIVE",
        "PARTIALLY_SHIPPED, ACTIVE", "SHIPPED, SHIPPED", "CANCELLED, CANCELLED",
        "UNFULFILLABLE, ACTIVE"
    })
    void state_ofStatus(String status, OrderState state) {
        assertThat(AmazonOrders.state(status)).isEqualTo(state);
    }

    @Test
    void credentialLife_isThatOfTheSecret() {
        assertThat(mall.credentialLife().expiries())
                .containsExactly(
                        new Expiry("client secret", Instant.parse("2027-03-30T00:00:00Z")));
    }

    private static StockWrite write(MallItem item, CountChange change) {
        return new StockWrite(item, change, "key");
    }

    private static OrderQuery query(String from, String until) {
        return new OrderQuery(Instant.parse(from), Instant.parse(until), Optional.empty());
    }

    private static String error(String code) {
        return "{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"m\",\"details\":\"\"}]}";
    }
}
