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
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import javax.crypto.Cipher;

/** Yahoo! Shopping's APIs, over HTTP. */
class YahooTest {
    private static final String MALL = "yahoo";
    private static final String API = "/yahoo/ShoppingWebService/V1/";
    private static final String SELLER = "seller_id=net-stock-local&";
    private static final String FREE = "{\"rateLimits\":false}";

    private final Client client = new Client();

    @BeforeEach
    void prepare() throws IOException {
        client.freeze("2026-11-01T01:00:00Z");
        client.admin("PUT", "yahoo/credentials", "{\"renew\":\"refresh\"}");
        client.faults(MALL, FREE);
        client.list(MALL, "cup", "red", 5);
        client.list(MALL, "pot", "", 5);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void setStock_absoluteAndRelative_echoesTheResult() throws IOException {
        var reply = post("setStock", SELLER + "item_code=cup:red,pot,new&quantity=-2,%2B3,7");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text())
                .contains("<ResultSet totalResultsAvailable=\"3\"")
                .contains(
                        "<Result><ItemCode>cup</ItemCode><SubCode>red</SubCode><Quantity>3</Quantity></Result>")
                .contains("<ItemCode>pot</ItemCode><SubCode></SubCode><Quantity>8</Quantity>");
        assertThat(client.count(MALL, "cup", "red")).isEqualTo(3);
        assertThat(client.item(MALL, "new", "").path("listed").asBoolean())
                .as("an unknown item is accepted")
                .isFalse();
    }

    @Test
    void setStock_ofOneItem_answersOneResult() throws IOException {
        var reply = post("setStock", SELLER + "item_code=pot&quantity=1");
        assertThat(reply.text().split("<Result>", -1)).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seller_id=other&item_code=pot&quantity=1|st-02100",
                "seller_id=net-stock-local&quantity=1|st-02101",
                "seller_id=net-stock-local&item_code=pot,pot&quantity=1,1|st-02103",
                "seller_id=net-stock-local&item_code=pot&quantity=many|st-02104",
                "seller_id=net-stock-local&item_code=pot&quantity=+5|st-02104",
                "seller_id=net-stock-local&item_code=pot&quantity=1,2|st-02105"
            })
    void setStock_whenWrong_isRefusedWithItsCode(String form, String code) throws IOException {
        var reply = post("setStock", form);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("<Error>", "<Code>" + code + "</Code>");
        assertThat(client.count(MALL, "pot", "")).isEqualTo(5);
    }

    @Test
    void setStock_ofMoreThanAThousandItems_isRefused() throws IOException {
        List<String> codes = new ArrayList<>();
        List<String> quantities = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            codes.add("i" + i);
            quantities.add("1");
        }
        String form =
                SELLER
                        + "item_code="
                        + String.join(",", codes)
                        + "&quantity="
                        + String.join(",", quantities);
        assertThat(post("setStock", form).text()).contains("st-02102");
    }

    @Test
    void setStock_below0_isRefusedForTheItem_orEndsAt0() throws IOException {
        var reply = post("setStock", SELLER + "item_code=cup:red,pot&quantity=-6,-1");
        assertThat(reply.status()).isEqualTo(207);
        assertThat(reply.text())
                .contains("<ErrorCode>st-02104</ErrorCode>", "<Quantity>4</Quantity>");
        assertThat(client.count(MALL, "cup", "red")).isEqualTo(5);
        client.faults(MALL, "{\"clampBelowZero\":true,\"rateLimits\":false}");
        assertThat(post("setStock", SELLER + "item_code=cup:red&quantity=-6").status())
                .isEqualTo(200);
        assertThat(client.count(MALL, "cup", "red")).isZero();
    }

    @Test
    void partialFailure_is207_andOnlySomeItemsAreWritten() throws IOException {
        client.faults(MALL, "{\"partial\":0.5,\"seed\":5,\"rateLimits\":false}");
        StringBuilder codes = new StringBuilder("pot");
        StringBuilder quantities = new StringBuilder("9");
        for (int i = 0; i < 20; i++) {
            codes.append(",i").append(i);
            quantities.append(",9");
        }
        var reply = post("setStock", SELLER + "item_code=" + codes + "&quantity=" + quantities);
        assertThat(reply.status()).isEqualTo(207);
        int failed = reply.text().split("st-02999", -1).length - 1;
        int written = reply.text().split("<Quantity>9<", -1).length - 1;
        assertThat(failed).isPositive();
        assertThat(written).isPositive();
        assertThat(failed + written).isEqualTo(21);
    }

    @Test
    void failedReadBack_isWritten() throws IOException {
        client.faults(MALL, "{\"failReadBack\":1,\"rateLimits\":false}");
        var reply = post("setStock", SELLER + "item_code=pot&quantity=-1");
        assertThat(reply.status()).isEqualTo(207);
        assertThat(reply.text()).contains("<ErrorCode>ed-10002</ErrorCode>");
        assertThat(client.count(MALL, "pot", "")).isEqualTo(4);
    }

    @Test
    void getStock_showsCountsAndClosedItems() throws IOException {
        String number = client.buy(MALL, "pot", "", 1);
        client.admin(
                "POST",
                "yahoo/orders/" + number + "/state",
                "{\"state\":\"cancelled\",\"reason\":\"out-of-stock\"}");
        var reply = post("getStock", SELLER + "item_code=pot,cup:red,none");
        assertThat(reply.text())
                .contains(
                        "<ItemCode>pot</ItemCode><SubCode></SubCode><Status>1</Status><Quantity>4</Quantity><AllowOverdraft>0</AllowOverdraft><StockClose>1</StockClose>")
                .contains(
                        "<Status>1</Status><Quantity>5</Quantity><AllowOverdraft>0</AllowOverdraft><StockClose>0<")
                .contains("<ItemCode>none</ItemCode><SubCode></SubCode><Status>0</Status>");
        var closed = client.send("POST", "/admin/yahoo/orders", Client.order("pot", "", 1));
        assertThat(closed.status()).as("sold out whatever its count").isEqualTo(409);
        client.admin("PUT", "yahoo/items", "{\"item\":\"pot\",\"closed\":false}");
        client.buy(MALL, "pot", "", 1);
    }

    @Test
    void requests_overOneASecondOfAUrl_areThrottled() throws IOException {
        client.faults(MALL, "{}");
        String form = SELLER + "item_code=pot&quantity=-1";
        assertThat(post("setStock", form).status()).isEqualTo(200);
        assertThat(post("setStock", form).status()).isEqualTo(429);
        assertThat(post("getStock", SELLER + "item_code=pot").status())
                .as("another URL")
                .isEqualTo(200);
        client.advance(1);
        assertThat(post("setStock", form).status()).isEqualTo(200);
        assertThat(client.count(MALL, "pot", "")).isEqualTo(3);
    }

    @Test
    void faults_answerAsYahooDoes() throws IOException {
        String form = SELLER + "item_code=pot&quantity=1";
        client.faults(MALL, "{\"maintenance\":true}");
        assertThat(post("setStock", form).text()).contains("ed-00002");
        client.faults(MALL, "{\"unavailable\":1}");
        assertThat(post("setStock", form).status()).isEqualTo(503);
        client.faults(MALL, "{\"throttle\":1}");
        assertThat(post("setStock", form).status()).isEqualTo(429);
        client.faults(MALL, "{\"loseRequest\":1}");
        assertThatThrownBy(() -> post("setStock", form)).isInstanceOf(IOException.class);
        assertThat(client.count(MALL, "pot", "")).isEqualTo(5);
        client.faults(MALL, "{\"loseAnswer\":1}");
        assertThatThrownBy(() -> post("setStock", form)).isInstanceOf(IOException.class);
        assertThat(client.count(MALL, "pot", "")).isEqualTo(1);
    }

    @Test
    void accessToken_expiresAfterAnHour_andIsRefreshed_withRotationBySetting() throws IOException {
        client.advance(3_600);
        var expired = post("getStock", SELLER + "item_code=pot");
        assertThat(expired.status()).isEqualTo(401);
        assertThat(expired.header("WWW-Authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
        String refresh = credentials().path("refreshToken").asText();
        assertThat(refresh(refresh).json().has("refresh_token")).isFalse();
        client.faults(MALL, "{\"rotateRefreshToken\":true,\"rateLimits\":false}");
        var issued = refresh(refresh);
        assertThat(issued.status()).isEqualTo(200);
        assertThat(issued.json().path("expires_in").asInt()).isEqualTo(3_600);
        assertThat(post("getStock", SELLER + "item_code=pot").status()).isEqualTo(200);
        assertThat(refresh(refresh).text()).as("the old one").contains("invalid_grant");
        assertThat(refresh(issued.json().path("refresh_token").asText()).status()).isEqualTo(200);
    }

    @Test
    void refreshToken_endsFourWeeksAfterTheConsent() throws IOException {
        client.advance(28 * 86_400 - 1);
        assertThat(refresh(credentials().path("refreshToken").asText()).status()).isEqualTo(200);
        client.advance(1);
        assertThat(refresh(credentials().path("refreshToken").asText()).text())
                .contains("invalid_grant");
        client.admin("PUT", "yahoo/credentials", "{\"renew\":\"refresh\"}");
        assertThat(refresh(credentials().path("refreshToken").asText()).status()).isEqualTo(200);
    }

    @Test
    void tokenEndpoint_checksClientAndGrant() throws IOException {
        assertThat(token("grant_type=refresh_token", "Basic abc").text())
                .contains("invalid_client");
        assertThat(token("grant_type=password", basic()).text()).contains("unsupported_grant_type");
    }

    @Test
    void unsignedOrderApi_endsTheConsentAfterTwelveHours() throws IOException {
        String number = client.buy(MALL, "pot", "", 1);
        client.advance(12 * 3_600);
        refresh(credentials().path("refreshToken").asText());
        assertThat(info(number, "").status()).isEqualTo(401);
        assertThat(info(number, "").text()).contains("px-04102");
        assertThat(refresh(credentials().path("refreshToken").asText()).text())
                .contains("invalid_grant");
    }

    @Test
    void signedOrderApi_isAuthorizedBeyondTwelveHours()
            throws IOException, GeneralSecurityException {
        String number = client.buy(MALL, "pot", "", 1);
        client.advance(13 * 3_600);
        refresh(credentials().path("refreshToken").asText());
        var reply = info(number, signature());
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("X-SWS-Authorize-Status")).isEqualTo("authorized");
        String old = signature();
        client.advance(301);
        assertThat(info(number, old).text()).as("a signature of the past").contains("px-04102");
        String beforeRenewal = signature();
        client.admin("PUT", "yahoo/credentials", "{\"renew\":\"signature\"}");
        assertThat(info(number, beforeRenewal).text()).as("another key").contains("px-04102");
    }

    @Test
    void orderList_findsByTimeAndState_inPages() throws IOException {
        String first = client.buy(MALL, "pot", "", 1);
        client.advance(10);
        String second = client.buy(MALL, "cup", "red", 1);
        client.state(MALL, second, "cancelled");
        String period =
                "<OrderTimeFrom>20261101100000</OrderTimeFrom><OrderTimeTo>20261101110000</OrderTimeTo>";
        var page = list("<Result>1</Result><Start>1</Start>", period);
        assertThat(page.text())
                .contains("<Status>OK</Status>", "<TotalCount>2</TotalCount>")
                .contains("<OrderId>" + first + "</OrderId><OrderTime>20261101100000</OrderTime>")
                .contains("<OrderStatus>2</OrderStatus><IsSplit>false</IsSplit>")
                .doesNotContain(second);
        assertThat(list("<Result>1</Result><Start>2</Start>", period).text()).contains(second);
        assertThat(list("", period + "<OrderStatus>4</OrderStatus>").text())
                .contains("<TotalCount>1</TotalCount>", second);
        assertThat(list("", "<LastUpdateTimeFrom>20261101100010</LastUpdateTimeFrom>").text())
                .contains("<TotalCount>1</TotalCount>", second);
        assertThat(list("", "<OrderTimeFrom>20270101000000</OrderTimeFrom>").text())
                .contains("<TotalCount>0</TotalCount>")
                .doesNotContain("<OrderInfo>");
    }

    @Test
    void orderApis_whenWrong_areRefused() throws IOException {
        assertThat(list("<Result>2001</Result>", "<OrderStatus>2</OrderStatus>").status())
                .isEqualTo(400);
        assertThat(list("", "<Colour>2</Colour>").status()).isEqualTo(400);
        assertThat(list("", "").status()).isEqualTo(400);
        assertThat(list("", "<OrderTimeFrom>2026</OrderTimeFrom>").status()).isEqualTo(400);
        assertThat(post("orderList", "<Req").status()).isEqualTo(400);
        assertThat(post("orderList", "<Req><Search/><SellerId>other</SellerId></Req>").text())
                .contains("px-04401");
        assertThat(info("none", "").status()).isEqualTo(404);
    }

    @Test
    void fraudHold_isPublishedLate_andFoundByPublicationTimeOnly() throws IOException {
        client.admin(
                "POST",
                "yahoo/orders",
                "{\"lines\":[{\"item\":\"pot\",\"quantity\":1}],\"publishedLate\":true}");
        assertThat(client.count(MALL, "pot", "")).isEqualTo(4);
        client.advance(599);
        assertThat(list("", "<OrderStatus>2</OrderStatus>").text())
                .contains("<TotalCount>0</TotalCount>");
        client.advance(1);
        assertThat(list("", "<OrderTimeFrom>20261101100500</OrderTimeFrom>").text())
                .as("a watermark on the order time misses it")
                .contains("<TotalCount>0</TotalCount>");
        assertThat(list("", "<PublicationTimeFrom>20261101100500</PublicationTimeFrom>").text())
                .contains("<TotalCount>1</TotalCount>");
    }

    @Test
    void orderInfo_showsLines_alsoOfSplitOrders() throws IOException {
        String number =
                client.admin(
                                "POST",
                                "yahoo/orders",
                                "{\"lines\":[{\"item\":\"cup\",\"variant\":\"red\",\"quantity\":2},{\"item\":\"pot\",\"quantity\":1}]}")
                        .path("number")
                        .asText();
        assertThat(info(number, "").text())
                .contains(
                        "<Item><LineId>1</LineId><ItemId>cup</ItemId><SubCode>red</SubCode><Quantity>2</Quantity></Item>",
                        "<Item><LineId>2</LineId><ItemId>pot</ItemId><SubCode></SubCode><Quantity>1</Quantity></Item>");
        JsonNode children =
                client.admin("POST", "yahoo/orders/" + number + "/split", "{\"lineIds\":[\"2\"]}")
                        .path("orders");
        assertThat(children).hasSize(2);
        assertThat(info(number, "").text()).contains("<IsSplit>true</IsSplit>");
        assertThat(info(children.get(0).path("number").asText(), "").text())
                .contains("<ItemId>pot</ItemId>", "<ParentOrderId>" + number + "</ParentOrderId>")
                .doesNotContain("<ItemId>cup</ItemId>");
        assertThat(client.count(MALL, "pot", "")).as("a split sells nothing").isEqualTo(4);
    }

    @Test
    void orderCount_countsNewOrders() throws IOException {
        client.buy(MALL, "pot", "", 1);
        assertThat(send("GET", API + "orderCount?sellerId=net-stock-local", "", "").text())
                .contains("<NewOrder>1</NewOrder>");
    }

    private Reply list(String paging, String condition) throws IOException {
        return post(
                "orderList",
                "<Req><Search>%s<Sort>+order_time</Sort><Condition>%s</Condition><Field>OrderId,OrderTime,LastUpdateTime,OrderStatus,IsSplit</Field></Search><SellerId>net-stock-local</SellerId></Req>"
                        .formatted(paging, condition));
    }

    private Reply info(String number, String signature) throws IOException {
        return send(
                "POST",
                API + "orderInfo",
                "<Req><Target><OrderId>%s</OrderId><Field>OrderId,OrderStatus,IsSplit,ParentOrderId,LineId,ItemId,SubCode,Quantity</Field></Target><SellerId>net-stock-local</SellerId></Req>"
                        .formatted(number),
                signature);
    }

    private Reply post(String operation, String body) throws IOException {
        return send("POST", API + operation, body, "");
    }

    private Reply send(String method, String path, String body, String signature)
            throws IOException {
        List<String> headers = new ArrayList<>();
        headers.addAll(
                List.of("Authorization", "Bearer " + credentials().path("accessToken").asText()));
        if (!signature.isEmpty()) {
            headers.addAll(
                    List.of(
                            "X-sws-signature",
                            signature,
                            "X-sws-signature-version",
                            credentials().path("publicKeyVersion").asText()));
        }
        return client.send(method, path, body, headers.toArray(String[]::new));
    }

    private Reply refresh(String refreshToken) throws IOException {
        return token("grant_type=refresh_token&refresh_token=" + refreshToken, basic());
    }

    private Reply token(String form, String authorization) throws IOException {
        return client.send(
                "POST", "/yahoo/yconnect/v2/token", form, "Authorization", authorization);
    }

    private String basic() throws IOException {
        String pair =
                credentials().path("clientId").asText()
                        + ":"
                        + credentials().path("clientSecret").asText();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private JsonNode credentials() throws IOException {
        return client.admin("GET", "yahoo/credentials", "");
    }

    private String signature() throws IOException, GeneralSecurityException {
        String pem = credentials().path("publicKey").asText();
        byte[] key =
                Base64.getMimeDecoder()
                        .decode(pem.replaceAll("-----(BEGIN|END) PUBLIC KEY-----", ""));
        var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key)));
        Instant now = Instant.parse(client.admin("GET", "clock", "").path("now").asText());
        String text = "net-stock-local:" + now.getEpochSecond();
        return Base64.getEncoder().encodeToString(cipher.doFinal(text.getBytes(UTF_8)));
    }
}
