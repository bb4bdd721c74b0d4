package dev.netstock.malls.adapter.aupay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.malls.adapter.credential.CredentialLife.Expiry;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.adapter.testing.MallServer;
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
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.malls.port.OrderPage;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.OrderSummary;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult.Done;
import dev.netstock.malls.port.WriteResult.InDoubt;
import dev.netstock.malls.port.WriteResult.Rejected;

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

class AuPayMallTest {
    private static final MallItem CUP = new MallItem("cup", "");
    private static final MallItem SHIRT = new MallItem("shirt", "red/L");
    private static final String OK = "<response><result><status>0</status></result></response>";
    private static final String STOCKS =
            """
            <response><result><status>0</status></result><searchResult><maxCount>1</maxCount><resultStocks>
            <itemCode>shirt</itemCode><stockSegment>2</stockSegment><choicesStocks>
            <choicesStockHorizontalCode>red</choicesStockHorizontalCode>
            <choicesStockVerticalCode>L</choicesStockVerticalCode><choicesStockCount>3</choicesStockCount>
            </choicesStocks><choicesStocks><choicesStockHorizontalCode>-</choicesStockHorizontalCode>
            <choicesStockVerticalCode>S</choicesStockVerticalCode><choicesStockCount>1</choicesStockCount>
            </choicesStocks></resultStocks></searchResult></response>\
            """;

    private final MallServer server = new MallServer();
    private final TestClock clock = new TestClock();
    private final AuPayMall mall =
            new AuPayMall(
                    new MallHttp(Duration.ofSeconds(20)),
                    new AuPaySettings(server.base().resolve("/wmshopapi"), "123", false),
                    new MemoryCredentialStore(
                            Map.of("apiKey", "k1", "apiKeyIssuedAt", "2026-11-01T00:00:00Z")),
                    clock);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void write_itemAndChoice_areRequestsOfTheirOwn() {
        server.answer(200, OK).answer(200, OK);

        assertThat(mall.write(List.of(write(CUP, new Absolute(5)), write(SHIRT, new Absolute(0)))))
                .containsOnly(new Done(OptionalLong.empty()));
        assertThat(server.received().getFirst().target()).isEqualTo("/wmshopapi/updateStock");
        assertThat(server.received().getFirst().header("Authorization")).isEqualTo("Bearer k1");
        assertThat(server.received().getFirst().body())
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><request><shopId>123</shopId>"
                                + "<stockUpdateItem><itemCode>cup</itemCode>"
                                + "<stockSegment>1</stockSegment><stockCount>5</stockCount>"
                                + "</stockUpdateItem></request>");
        assertThat(server.lastRequest().body())
                .contains(
                        "<itemCode>shirt</itemCode><stockSegment>2</stockSegment><choicesStocks>"
                                + "<choicesStockHorizontalCode>red</choicesStockHorizontalCode>"
                                + "<choicesStockVerticalCode>L</choicesStockVerticalCode>"
                                + "<choicesStockCount>0</choicesStockCount></choicesStocks>");
    }

    @Test
    void write_failureWithStatus200_isInDoubt_unlessItIsTheItems() {
        server.answer(200, failure())
                .answer(
                        200,
                        OK.replace(
                                "</response>",
                                "<updateResult><itemCode>cup</itemCode><error><code>E2</code>"
                                    + "<message>m</message></error></updateResult></response>"));

        assertThat(mall.write(List.of(write(CUP, new Absolute(5)))))
                .containsExactly(new InDoubt("PA10001"));
        assertThat(mall.write(List.of(write(CUP, new Absolute(5)))))
                .containsExactly(new Rejected("E2", "m"));
    }

    @Test
    void write_lostOrUnreadable_isInDoubt() {
        server.loseAnswer().answer(200, "<html>").answer(200, "<response/>");

        for (int attempt = 0; attempt < 3; attempt++) {
            assertThat(mall.write(List.of(write(CUP, new Absolute(5)))))
                    .hasOnlyElementsOfType(InDoubt.class);
        }
    }

    @Test
    void write_relative_isNotSent() {
        assertThat(mall.write(List.of(write(CUP, new Relative(5)))))
                .hasOnlyElementsOfType(Rejected.class);
    }

    @Test
    void write_keyRefused_isExpired() {
        server.answer(401, "");

        assertThatThrownBy(() -> mall.write(List.of(write(CUP, new Absolute(5)))))
                .isInstanceOf(CredentialExpired.class);
    }

    @Test
    void read_choiceAndUnknown() {
        server.answer(200, STOCKS).answer(200, failure());

        assertThat(mall.read(List.of(SHIRT, CUP)))
                .containsExactly(
                        new CountReading(SHIRT, OptionalLong.of(3), clock.instant(), false),
                        new CountReading(CUP, OptionalLong.empty(), clock.instant(), false));
        assertThat(server.lastRequest().target())
                .isEqualTo("/wmshopapi/searchStocks?shopId=123&itemCode=cup");
    }

    @Test
    void orders_listOfDays_isCutToTheSpan() {
        server.answer(
                        200,
                        """
                        <response><result><status>0</status></result><resultCount>2</resultCount>
                        <orderInfo><orderId>901</orderId><orderDate>2026/11/28 11:30</orderDate>
                        <ordererName>x</ordererName><orderStatus>新規受付</orderStatus><cancelStatus/>
                        <detail><orderDetailId>1</orderDetailId><itemCode>shirt</itemCode>
                        <itemManagementId>redL</itemManagementId><unit>2</unit><itemCancelStatus/></detail>
                        <detail><orderDetailId>2</orderDetailId><itemCode>cup</itemCode><unit>1</unit>
                        <itemCancelStatus>キャンセル</itemCancelStatus></detail></orderInfo>
                        <orderInfo><orderId>900</orderId><orderDate>2026/11/28 09:00</orderDate>
                        <orderStatus>完了</orderStatus></orderInfo></response>\
                        """)
                .answer(200, STOCKS);

        OrderPage page =
                mall.orders(
                        new OrderQuery(
                                Instant.parse("2026-11-28T02:00:00Z"),
                                Instant.parse("2026-11-28T03:00:00Z"),
                                Optional.empty()));

        assertThat(page.orders())
                .containsExactly(
                        OrderSummary.of(
                                new MallOrder(
                                        "901",
                                        OrderState.ACTIVE,
                                        Instant.parse("2026-11-28T02:30:00Z"),
                                        clock.instant(),
                                        List.of(
                                                new MallOrderLine("1", SHIRT, 2),
                                                new MallOrderLine("2", CUP, 0)),
                                        Optional.empty())));
        assertThat(page.next()).isEmpty();
        assertThat(page.completeUpTo()).isEqualTo("2026-11-28T02:55:00Z");
        assertThat(server.received().getFirst().target())
                .isEqualTo(
                        "/wmshopapi/searchTradeInfoListProc?shopId=123&startDate=20261128"
                                + "&endDate=20261128&dateType=0&totalCount=500&startCount=1");
    }

    @Test
    void orders_failureOrPage_isAnException() {
        server.answer(200, failure()).answer(200, "<html>");
        var query =
                new OrderQuery(
                        Instant.parse("2026-11-28T02:00:00Z"),
                        Instant.parse("2026-11-28T03:00:00Z"),
                        Optional.empty());

        assertThatThrownBy(() -> mall.orders(query)).isInstanceOf(MallRefused.class);
        assertThatThrownBy(() -> mall.orders(query)).isInstanceOf(MallUnavailable.class);
    }

    @Test
    void ordersByNumber_unknownIsLeftOut() {
        server.answer(200, OK);

        assertThat(mall.orders(List.of("901"))).isEmpty();
        assertThat(server.onlyRequest().target())
                .isEqualTo("/wmshopapi/searchTradeInfoProc?shopId=123&orderId=901");
    }

    @ParameterizedTest
    @CsvSource({
        "新規受付, ACTIVE",
        "発送待ち, ACTIVE",
        "店舗確認中, ACTIVE",
        "与信待ち, HELD",
        "保留, HELD",
        "不正取引審査中, HELD",
        "完了, SHIPPED",
        "キャンセル, CANCELLED",
        "審査NG, CANCELLED"
    })
    void state_ofWord(String word, OrderState state) {
        assertThat(AuPayOrders.state(word)).isEqualTo(state);
    }

    @Test
    void credentialLife_isThatOfTheKey() {
        assertThat(mall.credentialLife().expiries())
                .containsExactly(new Expiry("API key", Instant.parse("2027-01-30T00:00:00Z")));
    }

    private static StockWrite write(MallItem item, CountChange change) {
        return new StockWrite(item, change, "key");
    }

    private static String failure() {
        return "<response><result><status>1</status><error><code>PA10001</code>"
                + "<message>no</message></error></result></response>";
    }
}
