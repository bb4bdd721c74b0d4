package dev.netstock.malls.adapter.amazon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.malls.adapter.http.AnswerJson;
import dev.netstock.malls.adapter.http.FormText;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.adapter.http.UnreadableAnswer;
import dev.netstock.malls.port.MallException;
import dev.netstock.malls.port.MallRefused;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.platform.json.JsonWriter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Many counts at once: a feed of the type {@code JSON_LISTINGS_FEED}, which Amazon processes within
 * minutes. Its rate is one feed in two minutes, so it pays from about 600 items on. Thread-safe.
 *
 * @see <a
 *     href="https://developer-docs.amazon.com/sp-api/docs/feeds-api-v2021-06-30-use-case-guide">Feeds
 *     API use case guide</a>
 */
public final class AmazonFeeds {
    /** The most items of a feed. */
    public static final int MESSAGES_MAX = 25_000;

    private static final String FEEDS = "/feeds/2021-06-30/feeds";
    private static final String DOCUMENTS = "/feeds/2021-06-30/documents";
    private static final String CONTENT_TYPE = "application/json; charset=UTF-8";
    private static final long DOCUMENT_BYTES_MAX = 64L << 20;

    private final MallHttp http;
    private final AmazonApi api;
    private final AmazonSettings settings;

    /**
     * Creates the feeds of a seller.
     *
     * @param http uploads and downloads documents, whose addresses need no token
     */
    AmazonFeeds(MallHttp http, AmazonApi api, AmazonSettings settings) {
        this.http = http;
        this.api = api;
        this.settings = settings;
    }

    /** The outcome of the request for a feed. */
    public sealed interface Submission {
        /** Amazon will process the feed. */
        record Started(String feedId) implements Submission {}

        /** Amazon may process the feed. Its counts may be sent again: they are absolute. */
        record InDoubt(String reason) implements Submission {}
    }

    /**
     * Submits counts.
     *
     * @param writes absolute counts of different items, at most {@link #MESSAGES_MAX}
     * @throws MallException if there is no feed
     */
    public Submission submit(List<StockWrite> writes) {
        AnswerJson document =
                UnreadableAnswer.asUnavailable(
                        () ->
                                AmazonApi.body(
                                        api.send(
                                                "POST",
                                                DOCUMENTS,
                                                json ->
                                                        json.writeStringField(
                                                                "contentType", CONTENT_TYPE))));
        upload(document.text("url"), document(writes));
        MallAnswer answer = create(document.text("feedDocumentId"));
        return answer.writeFailure().filter(WriteResult.InDoubt.class::isInstance).isPresent()
                ? new Submission.InDoubt(answer.toString())
                : started(answer);
    }

    /**
     * The results of a feed's writes, in their order; empty while Amazon has not processed it.
     *
     * @param writes as they were submitted
     */
    public Optional<List<WriteResult>> results(String feedId, List<StockWrite> writes) {
        return UnreadableAnswer.asUnavailable(() -> resultsOf(feedId, writes));
    }

    private static Submission started(MallAnswer answer) {
        try {
            return new Submission.Started(AmazonApi.body(answer).text("feedId"));
        } catch (UnreadableAnswer e) {
            return new Submission.InDoubt(String.valueOf(e.getMessage()));
        }
    }

    private MallAnswer create(String documentId) {
        return api.send(
                "POST",
                FEEDS,
                json -> {
                    json.writeStringField("feedType", "JSON_LISTINGS_FEED");
                    json.writeArrayFieldStart("marketplaceIds");
                    json.writeString(settings.marketplaceId());
                    json.writeEndArray();
                    json.writeStringField("inputFeedDocumentId", documentId);
                });
    }

    private String document(List<StockWrite> writes) {
        return JsonWriter.object(
                json -> {
                    json.writeObjectFieldStart("header");
                    json.writeStringField("sellerId", settings.sellerId());
                    json.writeStringField("version", "2.0");
                    json.writeStringField("issueLocale", "en_US");
                    json.writeEndObject();
                    json.writeArrayFieldStart("messages");
                    for (int index = 0; index < writes.size(); index++) {
                        StockWrite write = writes.get(index);
                        json.writeStartObject();
                        json.writeNumberField("messageId", index + 1);
                        json.writeStringField("sku", write.item().item());
                        json.writeStringField("operationType", "PATCH");
                        AmazonStock.patch(json, AmazonStock.count(write).orElseThrow());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    /** The address lives for five minutes. */
    private void upload(String address, String document) {
        Answered answer =
                http.send(
                                HttpRequest.newBuilder(URI.create(address))
                                        .header("Content-Type", CONTENT_TYPE)
                                        .PUT(BodyPublishers.ofString(document, UTF_8))
                                        .build())
                        .ofReading();
        if (answer.status() >= 300) {
            throw new MallRefused("HTTP " + answer.status(), "The document was not stored");
        }
    }

    private Optional<List<WriteResult>> resultsOf(String feedId, List<StockWrite> writes) {
        AnswerJson feed = AmazonApi.body(api.get(FEEDS + "/" + FormText.pathSegment(feedId)));
        return switch (feed.text("processingStatus")) {
            case "DONE" ->
                    Optional.of(
                            feed.findText("resultFeedDocumentId")
                                    .map(id -> results(download(id), writes.size()))
                                    .orElseGet(() -> all(writes, inDoubt("No result"))));
            case "FATAL" -> Optional.of(all(writes, inDoubt("The feed was aborted")));
            case "CANCELLED" ->
                    Optional.of(all(writes, new WriteResult.Unavailable("The feed was cancelled")));
            default -> Optional.empty();
        };
    }

    private static WriteResult inDoubt(String reason) {
        return new WriteResult.InDoubt(reason);
    }

    private static List<WriteResult> all(List<StockWrite> writes, WriteResult result) {
        return Collections.nCopies(writes.size(), result);
    }

    private static List<WriteResult> results(AnswerJson report, int messages) {
        Map<Long, WriteResult> refused = new HashMap<>();
        for (AnswerJson issue : report.elements("issues")) {
            if (issue.findText("severity").filter("ERROR"::equals).isPresent()) {
                refused.putIfAbsent(
                        issue.findNumber("messageId").orElse(0),
                        new WriteResult.Rejected(
                                issue.findText("code").orElse("ERROR"),
                                issue.findText("message").orElse("")));
            }
        }
        return IntStream.rangeClosed(1, messages)
                .<WriteResult>mapToObj(
                        message ->
                                refused.getOrDefault(
                                        (long) message, new WriteResult.Done(OptionalLong.empty())))
                .toList();
    }

    private AnswerJson download(String documentId) {
        AnswerJson document =
                AmazonApi.body(api.get(DOCUMENTS + "/" + FormText.pathSegment(documentId)));
        Answered answer =
                http.send(HttpRequest.newBuilder(URI.create(document.text("url"))).build())
                        .ofReading();
        boolean isZipped =
                document.findText("compressionAlgorithm").filter("GZIP"::equals).isPresent();
        return AnswerJson.read(isZipped ? unzipped(answer.body()) : answer.body());
    }

    private static byte[] unzipped(byte[] bytes) {
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return zip.readNBytes((int) DOCUMENT_BYTES_MAX);
        } catch (IOException _) {
            throw new UnreadableAnswer("The result document is not compressed with gzip");
        }
    }
}
