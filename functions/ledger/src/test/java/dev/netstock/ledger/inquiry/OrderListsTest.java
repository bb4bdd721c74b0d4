package dev.netstock.ledger.inquiry;

import static dev.netstock.stock.testing.Shop.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.testing.ApiDescription;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.Reply;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.List;

/** The lists of orders: real orders of a shop, as the ledger has them after its posting. */
class OrderListsTest {
    private static final ApiDescription API = ApiDescription.read();
    private static final String ORDERS = LedgerInquiryHandler.ORDERS_ROUTE;
    private static final String HOLDERS = LedgerInquiryHandler.SKU_ORDERS_ROUTE;
    private static final Catalogue CATALOGUE = Catalogue.open();

    @BeforeAll
    static void trade() {
        var shop = CATALOGUE.shop();
        CATALOGUE.ledger().addItems("A", "B");
        for (String sku : List.of("A", "B")) {
            shop.supply(sku, "east", 50, 1);
            shop.supply(sku, "west", 50, 1);
        }
        shop.reserve("held", line("A", "east", 2), line("B", "east", 1));
        pass();
        shop.reserve("paid", line("A", "west", 3));
        shop.confirm("paid");
        pass();
        shop.reserve("released", line("A", "east", 4));
        shop.release("released");
        pass();
        shop.reserve("cancelled", line("A", "east", 5));
        shop.confirm("cancelled");
        shop.cancel("cancelled", "C-1", line("A", "east", 5));
        pass();
        shop.reserve("partly-shipped", line("A", "east", 6));
        shop.confirm("partly-shipped");
        pass();
        shop.reserve("shipped", line("A", "east", 1));
        shop.confirm("shipped");
        CATALOGUE.post();
        CATALOGUE.ledger().ship("partly-shipped", "A", "east", "2026-11-21", 4);
        CATALOGUE.ledger().ship("shipped", "A", "east", "2026-11-21", 1);
    }

    private static void pass() {
        CATALOGUE.shop().clock().advance(Duration.ofSeconds(1));
    }

    @AfterAll
    static void close() {
        CATALOGUE.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    limit=100                     | shipped partly-shipped cancelled released paid held
                    limit=1                       | shipped partly-shipped cancelled released paid held
                    limit=2&state=CONFIRMED       | shipped partly-shipped paid
                    limit=1&state=RESERVED        | held
                    state=CANCELLED               | cancelled
                    state=RELEASED&channel=storefront | released
                    channel=pos                   | ''
                    """)
    void orders_onAllPages_areTheNewestFirst(String query, String orders) {
        assertThat(CATALOGUE.all(ORDERS, "orders", "orderId", query, 10))
                .containsExactlyElementsOf(
                        orders.isEmpty() ? List.of() : List.of(orders.split(" ", -1)));
    }

    @Test
    void order_ofTheList_hasItsLines() {
        Reply reply = CATALOGUE.ask(ORDERS, "state=RESERVED");
        assertThat(API.faults(ORDERS, reply.answer())).isEmpty();
        assertThat(reply.body().at("/orders/0/lines").toString())
                .isEqualTo(
                        "[{\"sku\":\"A\",\"location\":\"east\",\"units\":2,\"shipped\":0},"
                            + "{\"sku\":\"B\",\"location\":\"east\",\"units\":1,\"shipped\":0}]");
        Reply newest = CATALOGUE.ask(ORDERS, "limit=1");
        assertThat(newest.at("/newestOrderAt")).isEqualTo(newest.at("/orders/0/reservedAt"));
    }

    @Test
    void holders_ofASku_areOrdersWithUnitsThatNeitherCameBackNorLeft() {
        Reply reply = holders("A", "");
        assertThat(API.faults(HOLDERS, reply.answer())).isEmpty();
        assertThat(reply.body().get("orders").valueStream().map(OrderListsTest::text))
                .containsExactly(
                        "partly-shipped CONFIRMED east 2",
                        "paid CONFIRMED west 3",
                        "held RESERVED east 2");
    }

    @Test
    void holders_atALocation_areThoseOfTheLocation() {
        assertThat(
                        holders("A", "location=west")
                                .body()
                                .get("orders")
                                .valueStream()
                                .map(OrderListsTest::text))
                .containsExactly("paid CONFIRMED west 3");
    }

    @Test
    void holders_onPages_areAllOfThemOnce() {
        Reply first = holders("A", "limit=2");
        Reply second = holders("A", "limit=2&cursor=" + first.at("/next"));
        assertThat(first.body().get("orders")).hasSize(2);
        assertThat(second.body().get("orders").valueStream().map(OrderListsTest::text))
                .containsExactly("held RESERVED east 2");
        assertThat(second.body().has("next")).isFalse();
    }

    @Test
    void holders_ofAnUnknownSku_areUnknown() {
        assertThat(holders("X", "").problem()).isEqualTo("unknown-sku");
        CATALOGUE.ledger().addItems("new");
        assertThat(holders("new", "").body().get("orders")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=OPEN", "channel=!", "limit=0", "cursor=%20", "more=1"})
    void orders_withAnInvalidQuery_areRefused(String query) {
        assertThat(CATALOGUE.ask(ORDERS, query).status()).isEqualTo(400);
    }

    /** A cursor that this function did not write must not reach the database. */
    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1 a b c", "x a", "99999999999999999 a", "1 \u0000"})
    void cursor_withOtherContents_isRefused(String position) {
        assertThat(CATALOGUE.ask(ORDERS, "cursor=" + PageToken.of(position)).status())
                .isEqualTo(400);
    }

    private static Reply holders(String sku, String query) {
        return CATALOGUE.ask(HttpCall.of(HOLDERS).path("sku", sku).query(query));
    }

    private static String text(JsonNode order) {
        return "%s %s %s %d"
                .formatted(
                        order.get("orderId").asString(),
                        order.get("state").asString(),
                        order.get("location").asString(),
                        order.get("units").asLong());
    }
}
