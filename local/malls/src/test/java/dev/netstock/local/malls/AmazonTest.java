package dev.netstock.local.malls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.malls.Client.Reply;
import dev.netstock.local.sqs.SqsLocal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Amazon's Selling Partner API, over HTTP. */
class AmazonTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MALL = "amazon";
    private static final String ORDERS = "/amazon/orders/2026-01-01/orders";
    private static final String FEEDS = "/amazon/feeds/2021-06-30/";
    private static final String FREE = "{\"rateLimits\":false}";

    private final Client client = new Client();

    @BeforeEach
    void prepare() throws IOException {
        client.freeze("2026-11-01T01:00:00Z");
        client.admin("PUT", "amazon/credentials", "{\"renew\":\"access\"}");
        client.faults(MALL, FREE);
        client.list(MALL, "cup-red", "", 5);
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void patch_isAcceptedAndAppliedLater() throws IOException {
        var reply = patch("cup-red", "merge", 7);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asText()).isEqualTo("ACCEPTED");
        assertThat(reply.json().path("issues")).isEmpty();
        client.buy(MALL, "cup-red", "", 2);
        client.advance(59);
        assertThat(quantity()).as("not applied yet").isEqualTo(3);
        client.advance(1);
        assertThat(quantity()).as("what was sold meanwhile is overwritten").isEqualTo(7);
    }

    @Test
    void patches_areAppliedInTheirOrder() throws IOException {
        patch("cup-red", "merge", 7);
        client.advance(10);
        patch("cup-red", "merge", 2);
        client.advance(100);
        assertThat(quantity()).isEqualTo(2);
    }

    @Test
    void patch_withReplace_losesTheHandlingTime() throws IOException {
        patch("cup-red", "merge", 7);
        client.advance(60);
        assertThat(leadTime().isInt()).isTrue();
        patch("cup-red", "replace", 7);
        client.advance(60);
        assertThat(leadTime().isMissingNode()).isTrue();
    }

    @Test
    void patch_ofAnUnknownSkuOrWrongQuantity_isInvalidIn200() throws IOException {
        for (Reply reply : List.of(patch("none", "merge", 1), patch("cup-red", "merge", -1))) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("status").asText()).isEqualTo("INVALID");
            JsonNode issue = reply.json().path("issues").path(0);
            assertThat(issue.path("severity").asText()).isEqualTo("ERROR");
            assertThat(issue.path("code").asText()).isNotEmpty();
        }
        client.advance(60);
        assertThat(quantity()).isEqualTo(5);
    }

    @Test
    void patch_whenMalformed_isRefused() throws IOException {
        String path = listing("cup-red");
        assertThat(send("PATCH", path, "{\"patches\":[]}").status()).isEqualTo(400);
        assertThat(send("PATCH", path, "{\"productType\":\"PRODUCT\"}").status()).isEqualTo(400);
        assertThat(send("PATCH", path.replace("A1VC38T7YXB528", "X"), "{}").status())
                .isEqualTo(400);
        assertThat(send("PATCH", path.replace("A1NETSTOCKLOCAL", "X"), "{}").status())
                .isEqualTo(403);
        assertThat(send("GET", listing("none"), "").status()).isEqualTo(404);
    }

    @Test
    void faults_answerAsAmazonDoes() throws IOException {
        client.faults(MALL, "{\"invalid\":1}");
        assertThat(patch("cup-red", "merge", 1).json().path("status").asText())
                .isEqualTo("INVALID");
        client.faults(MALL, "{\"throttle\":1}");
        assertThat(patch("cup-red", "merge", 1).text()).contains("QuotaExceeded");
        client.faults(MALL, "{\"unavailable\":1}");
        assertThat(patch("cup-red", "merge", 1).status()).isEqualTo(503);
        client.faults(MALL, "{\"maintenance\":true}");
        assertThat(patch("cup-red", "merge", 1).status()).isEqualTo(503);
        client.faults(MALL, "{\"loseAnswer\":1,\"applySeconds\":0}");
        assertThatThrownBy(() -> patch("cup-red", "merge", 1)).isInstanceOf(IOException.class);
        assertThat(client.count(MALL, "cup-red", "")).isEqualTo(1);
    }

    @Test
    void requests_overTheRate_areThrottled_andNameTheRate() throws IOException {
        client.faults(MALL, "{}");
        for (int i = 0; i < 5; i++) {
            assertThat(patch("cup-red", "merge", 1).status()).isEqualTo(200);
        }
        var over = patch("cup-red", "merge", 1);
        assertThat(over.status()).isEqualTo(429);
        assertThat(over.header("x-amzn-RateLimit-Limit")).isEqualTo("5.0");
        for (int i = 0; i < 20; i++) {
            assertThat(search("createdAfter=2026-11-01T00:00:00Z").status()).isEqualTo(200);
        }
        assertThat(search("createdAfter=2026-11-01T00:00:00Z").status()).isEqualTo(429);
        client.advance(180);
        assertThat(search("createdAfter=2026-11-01T00:00:00Z").status()).isEqualTo(200);
    }

    @Test
    void accessToken_expiresAfterAnHour_andIsIssuedAnew() throws IOException {
        client.advance(3_600);
        var expired = send("GET", listing("cup-red"), "");
        assertThat(expired.status()).isEqualTo(403);
        assertThat(expired.json().at("/errors/0/code").asText()).isEqualTo("Unauthorized");
        var issued = token(credentials().path("clientSecret").asText(), refreshToken());
        assertThat(issued.json().path("token_type").asText()).isEqualTo("bearer");
        assertThat(issued.json().path("expires_in").asInt()).isEqualTo(3_600);
        assertThat(send("GET", listing("cup-red"), "").status()).isEqualTo(200);
        assertThat(token("wrong", refreshToken()).text()).contains("invalid_client");
        client.admin("PUT", "amazon/credentials", "{\"expire\":\"refresh\"}");
        assertThat(token(credentials().path("clientSecret").asText(), refreshToken()).text())
                .contains("invalid_grant");
    }

    @Test
    void feed_isProcessedLater_andReportsItsMessages() throws IOException {
        String feed =
                feed(
                        """
                        {"header":{"sellerId":"A1NETSTOCKLOCAL","version":"2.0"},"messages":[
                          {"messageId":1,"sku":"cup-red","operationType":"PATCH","productType":"PRODUCT","patches":[%s]},
                          {"messageId":2,"sku":"none","operationType":"PATCH","productType":"PRODUCT","patches":[%s]}]}
                        """
                                .formatted(change("merge", 9), change("merge", 9)));
        assertThat(status(feed).path("processingStatus").asText()).isEqualTo("IN_QUEUE");
        client.advance(40);
        assertThat(status(feed).path("processingStatus").asText()).isEqualTo("IN_PROGRESS");
        client.advance(20);
        JsonNode done = status(feed);
        assertThat(done.path("processingStatus").asText()).isEqualTo("DONE");
        assertThat(client.count(MALL, "cup-red", "")).isEqualTo(9);
        String document = done.path("resultFeedDocumentId").asText();
        String url = send("GET", FEEDS + "documents/" + document, "").json().path("url").asText();
        JsonNode report = client.send("GET", path(url), "").json();
        assertThat(report.at("/summary/messagesAccepted").asInt()).isEqualTo(1);
        assertThat(report.at("/issues/0/messageId").asInt()).isEqualTo(2);
    }

    @Test
    void feed_thatIsNoListingsFeed_isFatal_andUploadsEndAfterFiveMinutes() throws IOException {
        String feed = feed("{}");
        client.advance(60);
        assertThat(status(feed).path("processingStatus").asText()).isEqualTo("FATAL");
        JsonNode document = newDocument();
        client.advance(301);
        assertThat(client.send("PUT", path(document.path("url").asText()), "{}").status())
                .isEqualTo(403);
        assertThat(send("POST", FEEDS + "feeds", "{\"feedType\":\"OTHER\"}").status())
                .isEqualTo(400);
    }

    @Test
    void search_hidesTheLastTwoMinutes() throws IOException {
        client.buy(MALL, "cup-red", "", 2);
        client.advance(119);
        assertThat(search("lastUpdatedAfter=2026-11-01T00:00:00Z").json().path("orders")).isEmpty();
        client.advance(1);
        JsonNode body = search("lastUpdatedAfter=2026-11-01T00:00:00Z").json();
        assertThat(body.path("lastUpdatedBefore").asText()).isEqualTo("2026-11-01T01:00:00Z");
        JsonNode order = body.path("orders").path(0);
        assertThat(order.at("/orderItems/0/product/sellerSku").asText()).isEqualTo("cup-red");
        assertThat(order.at("/orderItems/0/quantityOrdered").asInt()).isEqualTo(2);
        assertThat(order.has("fulfillment")).as("only on request").isFalse();
        JsonNode included =
                search("lastUpdatedAfter=2026-11-01T00:00:00Z&includedData=FULFILLMENT")
                        .json()
                        .at("/orders/0/fulfillment");
        assertThat(included.path("fulfillmentStatus").asText()).isEqualTo("PENDING");
        assertThat(included.path("fulfilledBy").asText()).isEqualTo("MERCHANT");
    }

    @Test
    void search_isPaged_andItsTokenLivesADay() throws IOException {
        for (int i = 0; i < 3; i++) {
            client.buy(MALL, "cup-red", "", 1);
            client.advance(1);
        }
        client.advance(200);
        String query = "createdAfter=2026-11-01T00:00:00Z&maxResultsPerPage=2";
        JsonNode first = search(query).json();
        assertThat(first.path("orders")).hasSize(2);
        String token = first.at("/pagination/nextToken").asText();
        JsonNode second = search(query + "&paginationToken=" + token).json();
        assertThat(second.path("orders")).hasSize(1);
        assertThat(second.has("pagination")).isFalse();
        assertThat(
                        search("lastUpdatedAfter=2026-11-01T00:00:00Z&paginationToken=" + token)
                                .status())
                .as("another query")
                .isEqualTo(400);
        client.advance(86_400);
        client.admin("PUT", "amazon/credentials", "{\"renew\":\"access\"}");
        assertThat(search(query + "&paginationToken=" + token).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "createdAfter=2026-11-01T00:00:00Z&lastUpdatedAfter=2026-11-01T00:00:00Z",
                "createdAfter=2026-11-01T00:00:00Z&lastUpdatedBefore=2026-11-01T00:30:00Z",
                "createdAfter=2026-11-01T00:00:00Z&createdBefore=2026-11-01T00:59:00Z",
                "createdAfter=2026-11-01T00:30:00Z&createdBefore=2026-11-01T00:29:00Z",
                "createdAfter=yesterday",
                "createdAfter=2026-11-01T00:00:00Z&maxResultsPerPage=101",
                "createdAfter=2026-11-01T00:00:00Z&maxResultsPerPage=0",
                "createdAfter=2026-11-01T00:00:00Z&fulfillmentStatuses=OTHER",
                "createdAfter=2026-11-01T00:00:00Z&includedData=COLOUR"
            })
    void search_whenWrong_isRefused(String query) throws IOException {
        assertThat(search(query).json().at("/errors/0/code").asText()).isEqualTo("InvalidInput");
    }

    @Test
    void getOrder_followsTheStates() throws IOException {
        String number = client.buy(MALL, "cup-red", "", 1);
        for (String state : List.of("active:UNSHIPPED", "shipped:SHIPPED", "cancelled:CANCELLED")) {
            String[] parts = state.split(":", 2);
            client.state(MALL, number, parts[0]);
            assertThat(
                            send("GET", ORDERS + "/" + number + "?includedData=FULFILLMENT", "")
                                    .json()
                                    .at("/order/fulfillment/fulfillmentStatus")
                                    .asText())
                    .isEqualTo(parts[1]);
        }
        assertThat(send("GET", ORDERS + "/none", "").status()).isEqualTo(404);
    }

    @Test
    void cancellation_restocksUnlessTheStockWasMissing() throws IOException {
        client.state(MALL, client.buy(MALL, "cup-red", "", 1), "cancelled");
        assertThat(client.count(MALL, "cup-red", "")).isEqualTo(5);
        client.admin(
                "POST",
                "amazon/orders/" + client.buy(MALL, "cup-red", "", 1) + "/state",
                "{\"state\":\"cancelled\",\"reason\":\"out-of-stock\"}");
        assertThat(client.count(MALL, "cup-red", "")).isEqualTo(4);
    }

    @Test
    void orderThatAmazonFulfils_takesNothingFromTheCount() throws IOException {
        client.admin(
                "POST",
                "amazon/orders",
                "{\"lines\":[{\"item\":\"cup-red\",\"quantity\":9}],\"fulfilledByMall\":true}");
        client.advance(120);
        assertThat(client.count(MALL, "cup-red", "")).isEqualTo(5);
        String query = "createdAfter=2026-11-01T00:00:00Z&fulfilledBy=";
        assertThat(search(query + "MERCHANT").json().path("orders")).isEmpty();
        assertThat(search(query + "AMAZON").json().path("orders")).hasSize(1);
    }

    @Test
    void notifications_goToTheQueue_andAreDuplicatedOrLostBySettings() throws IOException {
        try (var sqs = SqsLocal.start("ap-northeast-1", "000000000000");
                var queues = queues(sqs)) {
            String url = queues.createQueue(it -> it.queueName("orders")).queueUrl();
            client.admin("PUT", "amazon/notifications", "{\"url\":\"" + url + "\"}");
            String number = client.buy(MALL, "cup-red", "", 2);
            JsonNode message = JSON.readTree(receive(queues, url, 1).getFirst());
            assertThat(message.path("NotificationType").asText()).isEqualTo("ORDER_CHANGE");
            JsonNode change = message.at("/Payload/OrderChangeNotification");
            assertThat(change.path("AmazonOrderId").asText()).isEqualTo(number);
            assertThat(change.at("/Summary/OrderStatus").asText()).isEqualTo("Pending");
            assertThat(change.at("/Summary/FulfillmentType").asText()).isEqualTo("MFN");
            assertThat(change.at("/Summary/OrderItems/0/SellerSKU").asText()).isEqualTo("cup-red");
            assertThat(change.at("/Summary/OrderItems/0/Quantity").asInt()).isEqualTo(2);
            client.faults(MALL, "{\"loseNotification\":1}");
            client.state(MALL, number, "active");
            client.faults(MALL, "{\"duplicateNotification\":1}");
            client.state(MALL, number, "shipped");
            Set<String> ids = new HashSet<>();
            for (String body : receive(queues, url, 2)) {
                JsonNode node = JSON.readTree(body);
                ids.add(node.at("/NotificationMetadata/NotificationId").asText());
                assertThat(node.at("/Payload/OrderChangeNotification/Summary/OrderStatus").asText())
                        .isEqualTo("Shipped");
            }
            assertThat(ids).as("duplicates have one id").hasSize(1);
        }
    }

    private static List<String> receive(SqsClient queues, String url, int count) {
        List<String> bodies = new ArrayList<>();
        await().until(
                        () -> {
                            for (Message it :
                                    queues.receiveMessage(r -> r.queueUrl(url)).messages()) {
                                bodies.add(it.body());
                                queues.deleteMessage(
                                        d -> d.queueUrl(url).receiptHandle(it.receiptHandle()));
                            }
                            return bodies.size() >= count;
                        });
        return bodies;
    }

    private static SqsClient queues(SqsLocal sqs) {
        return SqsClient.builder()
                .endpointOverride(sqs.endpoint())
                .region(Region.AP_NORTHEAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")))
                .build();
    }

    private String feed(String content) throws IOException {
        JsonNode document = newDocument();
        assertThat(client.send("PUT", path(document.path("url").asText()), content).status())
                .isEqualTo(200);
        var created =
                send(
                        "POST",
                        FEEDS + "feeds",
                        "{\"feedType\":\"JSON_LISTINGS_FEED\",\"marketplaceIds\":[\"A1VC38T7YXB528\"],\"inputFeedDocumentId\":\"%s\"}"
                                .formatted(document.path("feedDocumentId").asText()));
        assertThat(created.status()).isEqualTo(202);
        return created.json().path("feedId").asText();
    }

    private JsonNode newDocument() throws IOException {
        var reply = send("POST", FEEDS + "documents", "{\"contentType\":\"application/json\"}");
        assertThat(reply.status()).isEqualTo(201);
        return reply.json();
    }

    private JsonNode status(String feed) throws IOException {
        return send("GET", FEEDS + "feeds/" + feed, "").json();
    }

    private String path(String url) {
        return url.substring(client.uri("").toString().length());
    }

    private Reply patch(String sku, String operation, long quantity) throws IOException {
        return send(
                "PATCH",
                listing(sku),
                "{\"productType\":\"PRODUCT\",\"patches\":[" + change(operation, quantity) + "]}");
    }

    private static String change(String operation, long quantity) {
        return "{\"op\":\"%s\",\"path\":\"/attributes/fulfillment_availability\",\"value\":[{\"fulfillment_channel_code\":\"DEFAULT\",\"quantity\":%d}]}"
                .formatted(operation, quantity);
    }

    private static String listing(String sku) {
        return "/amazon/listings/2021-08-01/items/A1NETSTOCKLOCAL/%s?marketplaceIds=A1VC38T7YXB528&includedData=fulfillmentAvailability,attributes"
                .formatted(sku);
    }

    private int quantity() throws IOException {
        return send("GET", listing("cup-red"), "")
                .json()
                .at("/fulfillmentAvailability/0/quantity")
                .asInt();
    }

    private JsonNode leadTime() throws IOException {
        return send("GET", listing("cup-red"), "")
                .json()
                .at("/attributes/fulfillment_availability/0/lead_time_to_ship_max_days");
    }

    private Reply search(String query) throws IOException {
        return send("GET", ORDERS + "?" + query, "");
    }

    private Reply send(String method, String path, String body) throws IOException {
        return client.send(
                method,
                path,
                body,
                "x-amz-access-token",
                credentials().path("accessToken").asText());
    }

    private Reply token(String secret, String refreshToken) throws IOException {
        return client.send(
                "POST",
                "/amazon/auth/o2/token",
                "grant_type=refresh_token&client_id=%s&client_secret=%s&refresh_token=%s"
                        .formatted(
                                credentials().path("clientId").asText(),
                                secret,
                                refreshToken.replace("|", "%7C")));
    }

    private String refreshToken() throws IOException {
        return credentials().path("refreshToken").asText();
    }

    private JsonNode credentials() throws IOException {
        return client.admin("GET", "amazon/credentials", "");
    }
}
