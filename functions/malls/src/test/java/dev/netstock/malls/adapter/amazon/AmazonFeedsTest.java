package dev.netstock.malls.adapter.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.malls.adapter.amazon.AmazonFeeds.Submission;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.adapter.testing.MallServer;
import dev.netstock.malls.adapter.testing.MallServer.Received;
import dev.netstock.malls.adapter.testing.MemoryCredentialStore;
import dev.netstock.malls.adapter.testing.TestClock;
import dev.netstock.malls.port.CountChange.Absolute;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult.Done;
import dev.netstock.malls.port.WriteResult.InDoubt;
import dev.netstock.malls.port.WriteResult.Rejected;
import dev.netstock.malls.port.WriteResult.Unavailable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;

class AmazonFeedsTest {
    private static final List<StockWrite> WRITES =
            List.of(
                    new StockWrite(new MallItem("A", ""), new Absolute(1), "k1"),
                    new StockWrite(new MallItem("B", ""), new Absolute(2), "k2"));

    private final MallServer server = new MallServer();
    private final TestClock clock = new TestClock();
    private final AmazonFeeds feeds =
            new AmazonMall(
                            new MallHttp(Duration.ofSeconds(20)),
                            new AmazonSettings(server.base(), server.base(), "A1SELLER", "JP"),
                            new MemoryCredentialStore(
                                    Map.of(
                                            "accessToken",
                                            "t0",
                                            "accessTokenExpiresAt",
                                            clock.instant().plusSeconds(3_600).toString())),
                            clock)
                    .feeds();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void submit_uploadsTheDocumentAndStartsTheFeed() {
        server.answer(201, document()).answer(200, "").answer(202, "{\"feedId\":\"f1\"}");

        assertThat(feeds.submit(WRITES)).isEqualTo(new Submission.Started("f1"));
        assertThat(server.received())
                .extracting(Received::method, Received::target)
                .containsExactly(
                        tuple("POST", "/feeds/2021-06-30/documents"),
                        tuple("PUT", "/upload?sig=1"),
                        tuple("POST", "/feeds/2021-06-30/feeds"));
        Received upload = server.received().get(1);
        assertThat(upload.header("x-amz-access-token")).isEmpty();
        assertThat(upload.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
        assertThat(upload.body())
                .startsWith(
                        "{\"header\":{\"sellerId\":\"A1SELLER\",\"version\":\"2.0\","
                                + "\"issueLocale\":\"en_US\"},\"messages\":[{\"messageId\":1,"
                                + "\"sku\":\"A\",\"operationType\":\"PATCH\","
                                + "\"productType\":\"PRODUCT\",\"patches\":[{\"op\":\"merge\",");
        assertThat(server.lastRequest().body())
                .isEqualTo(
                        "{\"feedType\":\"JSON_LISTINGS_FEED\",\"marketplaceIds\":[\"JP\"],"
                                + "\"inputFeedDocumentId\":\"d1\"}");
    }

    @Test
    void submit_documentNotStored_isNotDone() {
        server.answer(201, document()).loseAnswer();

        assertThatThrownBy(() -> feeds.submit(WRITES)).isInstanceOf(MallUnavailable.class);
    }

    @Test
    void submit_answerOfTheFeedLost_isInDoubt() {
        server.answer(201, document()).answer(200, "").loseAnswer();

        assertThat(feeds.submit(WRITES)).isInstanceOf(Submission.InDoubt.class);
    }

    @Test
    void submit_throttled_isNotDone() {
        server.answer(201, document()).answer(200, "").answer(429, "");

        assertThatThrownBy(() -> feeds.submit(WRITES)).isInstanceOf(MallThrottled.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IN_QUEUE", "IN_PROGRESS"})
    void results_beforeTheEnd_areMissing(String status) {
        server.answer(200, "{\"feedId\":\"f1\",\"processingStatus\":\"" + status + "\"}");

        assertThat(feeds.results("f1", WRITES)).isEmpty();
        assertThat(server.onlyRequest().target()).isEqualTo("/feeds/2021-06-30/feeds/f1");
    }

    @Test
    void results_done_areThoseOfTheMessages() throws IOException {
        server.answer(200, "{\"processingStatus\":\"DONE\",\"resultFeedDocumentId\":\"r1\"}")
                .answer(
                        200,
                        "{\"feedDocumentId\":\"r1\",\"compressionAlgorithm\":\"GZIP\",\"url\":\""
                                + server.base()
                                + "/result\"}")
                .answer(
                        200,
                        Map.of(),
                        zipped(
                                """
                                {"header":{"feedId":"f1"},"issues":[
                                {"messageId":1,"code":"1","severity":"WARNING","message":"w"},
                                {"messageId":2,"code":"4000003","severity":"ERROR","message":"no such sku"}],
                                "summary":{"errors":1,"warnings":1,"messagesProcessed":2}}\
                                """));

        assertThat(feeds.results("f1", WRITES).orElseThrow())
                .containsExactly(
                        new Done(OptionalLong.empty()), new Rejected("4000003", "no such sku"));
    }

    @Test
    void results_fatalOrCancelled_areOfAllMessages() {
        server.answer(200, "{\"processingStatus\":\"FATAL\"}")
                .answer(200, "{\"processingStatus\":\"CANCELLED\"}");

        assertThat(feeds.results("f1", WRITES).orElseThrow()).hasOnlyElementsOfType(InDoubt.class);
        assertThat(feeds.results("f1", WRITES).orElseThrow())
                .hasOnlyElementsOfType(Unavailable.class);
    }

    private String document() {
        return "{\"feedDocumentId\":\"d1\",\"url\":\"" + server.base() + "/upload?sig=1\"}";
    }

    private static byte[] zipped(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
