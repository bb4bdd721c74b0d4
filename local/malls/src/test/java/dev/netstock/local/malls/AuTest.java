package dev.netstock.local.malls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.local.malls.Client.Reply;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

/** au PAY Market's API, over HTTP. */
class AuTest {
    private static final String MALL = "au";
    private static final String FREE = "{\"rateLimits\":false}";

    private final Client client = new Client();

    @BeforeEach
    void prepare() throws IOException {
        client.freeze("2026-11-01T01:00:00Z");
        client.admin("PUT", "au/credentials", "{\"renew\":\"key\"}");
        client.faults(MALL, FREE);
        client.list(MALL, "cup", "", 5);
        client.list(MALL, "shirt", "red/L", 5);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void updateStock_ofItemsAndChoices_setsTheCounts() throws IOException {
        var reply = update(plain("cup", "3") + choice("shirt", "red", "L", "4"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).contains("<result><status>0</status></result>");
        assertThat(client.count(MALL, "cup", "")).isEqualTo(3);
        assertThat(client.count(MALL, "shirt", "red/L")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"cup,-1,PARAMETER", "cup,100000,PARAMETER", "cup,+1,PARAMETER", "none,1,NO_ITEM"})
    void updateStock_whenWrong_failsWith200_andChangesNothing(
            String item, String count, String code) throws IOException {
        var reply = update(choice("shirt", "red", "L", "1") + plain(item, count));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text())
                .contains("<result><status>1</status><error><code>" + code + "</code>");
        assertThat(client.count(MALL, "shirt", "red/L")).isEqualTo(5);
    }

    @Test
    void updateStock_malformed_fails() throws IOException {
        assertThat(post("<request").text()).contains("PARAMETER");
        assertThat(post("<request><shopId>1</shopId></request>").text()).contains("PARAMETER");
        assertThat(update("").text()).contains("PARAMETER");
        assertThat(update(choice("shirt", "red", "S", "1")).text()).contains("NO_ITEM");
    }

    @Test
    void requests_withoutAValidKeyOrARegisteredAddress_fail() throws IOException {
        client.advance(90 * 86_400);
        assertThat(update(plain("cup", "3")).text()).contains("AUTHENTICATION");
        client.admin("PUT", "au/credentials", "{\"renew\":\"key\"}");
        assertThat(update(plain("cup", "3")).text()).contains("<status>0</status>");
        client.admin("PUT", "au/credentials", "{\"expire\":\"address\"}");
        assertThat(update(plain("cup", "2")).text()).contains("ADDRESS");
        assertThat(client.count(MALL, "cup", "")).isEqualTo(3);
    }

    @Test
    void faultsAndRates_failWith200() throws IOException {
        client.faults(MALL, "{}");
        assertThat(update(plain("cup", "3")).text()).contains("<status>0</status>");
        assertThat(update(plain("cup", "2")).text()).contains("<code>RATE</code>");
        client.advance(1);
        assertThat(update(plain("cup", "2")).text()).contains("<status>0</status>");
        client.faults(MALL, "{\"maintenance\":true}");
        assertThat(update(plain("cup", "1")).text()).contains("MAINTENANCE");
        client.faults(MALL, "{\"unavailable\":1}");
        assertThat(update(plain("cup", "1")).status()).isEqualTo(503);
        assertThat(client.count(MALL, "cup", "")).isEqualTo(2);
        client.faults(MALL, "{\"loseAnswer\":1,\"rateLimits\":false}");
        assertThatThrownBy(() -> update(plain("cup", "1"))).isInstanceOf(IOException.class);
        assertThat(client.count(MALL, "cup", "")).isEqualTo(1);
    }

    @Test
    void search_findsOrdersByDay_inPages() throws IOException {
        String first = client.buy(MALL, "cup", "", 2);
        String second = client.buy(MALL, "shirt", "red/L", 1);
        var page = search("startDate=20261101&endDate=20261101&totalCount=1&startCount=1");
        assertThat(page.text())
                .contains("<resultCount>2</resultCount>", "<orderId>" + first + "</orderId>")
                .contains("<orderDate>2026/11/01 10:00</orderDate><orderStatus>新規受付</orderStatus>")
                .contains("<itemCode>cup</itemCode><itemManagementId></itemManagementId>")
                .contains("<unit>2</unit>")
                .doesNotContain(second);
        assertThat(search("startDate=20261101&endDate=20261101&totalCount=1&startCount=2").text())
                .contains(second, "<itemManagementId>redL</itemManagementId>");
        assertThat(search("startDate=20261102&endDate=20261102").text())
                .contains("<resultCount>0</resultCount>")
                .doesNotContain("<orderInfo>");
        for (String wrong :
                new String[] {
                    "startDate=2026-11-01&endDate=20261101",
                    "startDate=20261101",
                    "startDate=20261101&endDate=20261101&totalCount=1001",
                    "startDate=20261101&endDate=20261101&dateType=3"
                }) {
            assertThat(search(wrong).text()).as(wrong).contains("<status>1</status>");
        }
    }

    @Test
    void searchTradeInfoProc_findsOneOrder() throws IOException {
        String number = client.buy(MALL, "cup", "", 2);
        client.buy(MALL, "cup", "", 1);
        String path = "/au/wmshopapi/searchTradeInfoProc?shopId=40000001&orderId=";
        assertThat(send("GET", path + number, "").text().split("<orderInfo>", -1)).hasSize(2);
        assertThat(send("GET", path + number, "").text()).contains("<orderId>" + number);
        assertThat(send("GET", path + "1", "").text()).contains("<code>NO_ORDER</code>");
    }

    @Test
    void searchStocks_showsTheCountsOfAnItem() throws IOException {
        String path = "/au/wmshopapi/searchStocks?shopId=40000001&itemCode=";
        assertThat(send("GET", path + "cup", "").text())
                .contains("<stockSegment>1</stockSegment><stockCount>5</stockCount>");
        assertThat(send("GET", path + "shirt", "").text())
                .contains("<stockSegment>2</stockSegment><choicesStocks>")
                .contains(
                        "<choicesStockVerticalCode>L</choicesStockVerticalCode><choicesStockCount>5<");
        assertThat(send("GET", path + "none", "").text())
                .contains("<status>0</status>")
                .doesNotContain("resultStocks");
    }

    @Test
    void states_areJapaneseWords_orTheShopsOwn() throws IOException {
        String number =
                client.admin(
                                "POST",
                                "au/orders",
                                "{\"lines\":[{\"item\":\"cup\",\"quantity\":1}],\"state\":\"held\"}")
                        .path("number")
                        .asText();
        assertThat(orders()).contains("与信待ち");
        client.admin(
                "POST",
                "au/orders/" + number + "/state",
                "{\"state\":\"held\",\"label\":\"不正取引審査中\"}");
        assertThat(orders()).contains("不正取引審査中");
        client.state(MALL, number, "active");
        assertThat(orders()).contains("発送待ち");
        client.admin(
                "POST",
                "au/orders/" + number + "/state",
                "{\"state\":\"cancelled\",\"reason\":\"rejected\"}");
        assertThat(orders()).contains("審査NG", "<cancelStatus>1</cancelStatus>");
        client.state(MALL, client.buy(MALL, "shirt", "red/L", 1), "cancelled");
        assertThat(orders()).contains("キャンセル");
    }

    private String orders() throws IOException {
        return search("startDate=20261101&endDate=20261101&totalCount=10").text();
    }

    private static String plain(String item, String count) {
        return "<stockUpdateItem><itemCode>%s</itemCode><stockSegment>1</stockSegment><stockCount>%s</stockCount></stockUpdateItem>"
                .formatted(item, count);
    }

    private static String choice(String item, String horizontal, String vertical, String count) {
        return "<stockUpdateItem><itemCode>%s</itemCode><stockSegment>2</stockSegment><choicesStocks><choicesStockHorizontalCode>%s</choicesStockHorizontalCode><choicesStockVerticalCode>%s</choicesStockVerticalCode><choicesStockCount>%s</choicesStockCount></choicesStocks></stockUpdateItem>"
                .formatted(item, horizontal, vertical, count);
    }

    private Reply update(String items) throws IOException {
        return post("<request><shopId>40000001</shopId>" + items + "</request>");
    }

    private Reply post(String body) throws IOException {
        return send("POST", "/au/wmshopapi/updateStock", body);
    }

    private Reply search(String query) throws IOException {
        return send("GET", "/au/wmshopapi/searchTradeInfoListProc?shopId=40000001&" + query, "");
    }

    private Reply send(String method, String path, String body) throws IOException {
        String key = client.admin("GET", "au/credentials", "").path("key").asText();
        return client.send(method, path, body, "Authorization", "Bearer " + key);
    }
}
