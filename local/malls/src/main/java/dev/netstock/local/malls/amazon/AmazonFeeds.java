package dev.netstock.local.malls.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Rates.Rate;
import dev.netstock.local.malls.protocol.Refusal;
import dev.netstock.local.malls.shop.Fault;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Feeds of the type {@code JSON_LISTINGS_FEED}. A feed waits and is processed within {@link
 * Fault#APPLY_TIME}; then all its messages are applied at once. Assumed: the shares of that time,
 * and the shape of the processing report in its details.
 *
 * @see <a
 *     href="https://github.com/amzn/selling-partner-api-models/blob/main/models/feeds-api-model/feeds_2021-06-30.json">Feeds
 *     2021-06-30</a>
 */
final class AmazonFeeds {
    private static final String API = "feeds/2021-06-30/";
    private static final String CONTENT = "feed-documents";
    private static final String TYPE = "JSON_LISTINGS_FEED";
    private static final Duration UPLOAD_LIFE = Duration.ofMinutes(5);
    private static final int MESSAGES_MAX = 25_000;

    private final AmazonMall mall;
    private final AmazonListings listings;
    private final Map<String, Document> documents = new LinkedHashMap<>();
    private final Map<String, Feed> feeds = new LinkedHashMap<>();

    /** A document for upload or with a report. */
    private record Document(Instant uploadEnd, String content) {}

    /** A feed; the result is empty until it is processed. */
    private record Feed(
            String documentId,
            Instant createdAt,
            Instant due,
            Optional<String> status,
            String result) {}

    AmazonFeeds(AmazonMall mall, AmazonListings listings) {
        this.mall = mall;
        this.listings = listings;
    }

    Answer answer(Call call) {
        if (call.is("POST", API + "documents")) {
            return mall.paced("createFeedDocument", new Rate(0.5, 15), () -> newDocument(call));
        }
        if (call.is("POST", API + "feeds")) {
            return mall.paced("createFeed", new Rate(0.0083, 15), () -> newFeed(call));
        }
        if (call.isUnder("GET", API + "feeds", 1)) {
            return mall.paced("getFeed", new Rate(2, 15), () -> feed(call.segmentFromEnd(0)));
        }
        if (call.isUnder("GET", API + "documents", 1)) {
            return mall.paced("getFeedDocument", new Rate(0.0222, 10), () -> documentLink(call));
        }
        return AmazonMall.error(404, "NotFound", "The path does not exist");
    }

    /** Whether the request goes to the URL of a document, which needs no token. */
    boolean isDocument(Call call) {
        return call.isUnder(call.method(), CONTENT, 1);
    }

    /** Uploads or downloads. */
    Answer document(Call call) {
        String id = call.segmentFromEnd(0);
        Document document = documents.get(id);
        if (document == null) {
            return Answer.empty(404);
        }
        if (call.method().equals("GET")) {
            return new Answer(200, Map.of("Content-Type", "application/json"), document.content());
        }
        if (!call.method().equals("PUT") || mall.now().isAfter(document.uploadEnd())) {
            return Answer.empty(403);
        }
        documents.put(id, new Document(document.uploadEnd(), call.body()));
        return Answer.empty(200);
    }

    void settle() {
        Instant now = mall.now();
        feeds.replaceAll(
                (id, feed) ->
                        feed.status().isEmpty() && !feed.due().isAfter(now)
                                ? processed(id, feed)
                                : feed);
    }

    private Answer newDocument(Call call) {
        if (Json.object(call.body()).flatMap(it -> Json.text(it, "contentType")).isEmpty()) {
            throw AmazonMall.refusal("contentType is required");
        }
        String id = addDocument(mall.now().plus(UPLOAD_LIFE), "");
        return Answer.json(201, link(call, id));
    }

    private Answer documentLink(Call call) {
        String id = call.segmentFromEnd(0);
        return documents.containsKey(id)
                ? Answer.json(200, link(call, id))
                : AmazonMall.error(404, "NotFound", "There is no such document");
    }

    private static ObjectNode link(Call call, String id) {
        return Json.object()
                .put("feedDocumentId", id)
                .put("url", call.base() + "/" + CONTENT + "/" + id);
    }

    private String addDocument(Instant uploadEnd, String content) {
        String id = "amzn1.tortuga.4.fe." + (documents.size() + 1);
        documents.put(id, new Document(uploadEnd, content));
        return id;
    }

    private Answer newFeed(Call call) {
        ObjectNode body =
                Json.object(call.body())
                        .orElseThrow(() -> AmazonMall.refusal("The body is no object"));
        String documentId = Json.text(body, "inputFeedDocumentId").orElse("");
        if (!TYPE.equals(body.path("feedType").asText())
                || !body.path("marketplaceIds").path(0).asText().equals(AmazonMall.MARKETPLACE)
                || !documents.containsKey(documentId)) {
            throw AmazonMall.refusal("feedType, marketplaceIds or inputFeedDocumentId is invalid");
        }
        String id = "feed-" + (feeds.size() + 1);
        Instant due = listings.due();
        feeds.put(id, new Feed(documentId, mall.now(), due, Optional.empty(), ""));
        return Answer.json(202, Json.object().put("feedId", id));
    }

    private Answer feed(String id) {
        Feed feed = feeds.get(id);
        if (feed == null) {
            return AmazonMall.error(404, "NotFound", "There is no such feed");
        }
        Duration total = Duration.between(feed.createdAt(), feed.due());
        boolean isWaiting = mall.now().isBefore(feed.createdAt().plus(total.dividedBy(2)));
        var body =
                Json.object()
                        .put("feedId", id)
                        .put("feedType", TYPE)
                        .put("createdTime", feed.createdAt().toString())
                        .put(
                                "processingStatus",
                                feed.status().orElse(isWaiting ? "IN_QUEUE" : "IN_PROGRESS"));
        body.putArray("marketplaceIds").add(AmazonMall.MARKETPLACE);
        if (!feed.result().isEmpty()) {
            body.put("resultFeedDocumentId", feed.result());
        }
        return Answer.json(200, body);
    }

    private Feed processed(String id, Feed feed) {
        Optional<ObjectNode> content =
                Optional.ofNullable(documents.get(feed.documentId()))
                        .flatMap(it -> Json.object(it.content()))
                        .filter(AmazonFeeds::isFeed);
        String status = content.isPresent() ? "DONE" : "FATAL";
        String result = content.map(it -> report(id, feed.due(), it.path("messages"))).orElse("");
        return new Feed(
                feed.documentId(),
                feed.createdAt(),
                feed.due(),
                Optional.of(status),
                result.isEmpty() ? "" : addDocument(Instant.MIN, result));
    }

    private static boolean isFeed(ObjectNode content) {
        return content.path("header").path("sellerId").asText().equals(AmazonMall.SELLER)
                && content.path("header").path("version").asText().equals("2.0")
                && content.path("messages").isArray()
                && content.path("messages").size() <= MESSAGES_MAX;
    }

    private String report(String feedId, Instant due, JsonNode messages) {
        var report = Json.object();
        report.putObject("header")
                .put("sellerId", AmazonMall.SELLER)
                .put("version", "2.0")
                .put("feedId", feedId);
        var issues = report.putArray("issues");
        int invalid = 0;
        for (JsonNode message : messages) {
            List<AmazonListings.Issue> found = submit(message, due);
            found.forEach(
                    issue ->
                            issues.add(
                                    issue.json()
                                            .put("messageId", message.path("messageId").asInt())));
            invalid += found.isEmpty() ? 0 : 1;
        }
        report.putObject("summary")
                .put("errors", issues.size())
                .put("warnings", 0)
                .put("messagesProcessed", messages.size())
                .put("messagesAccepted", messages.size() - invalid)
                .put("messagesInvalid", invalid);
        return report.toString();
    }

    private List<AmazonListings.Issue> submit(JsonNode message, Instant due) {
        if (!(message instanceof ObjectNode patch)
                || !message.path("operationType").asText().equals("PATCH")) {
            return List.of(new AmazonListings.Issue("4000003", "Only PATCH is simulated"));
        }
        try {
            return listings.submit(message.path("sku").asText(), patch, due);
        } catch (Refusal _) {
            return List.of(new AmazonListings.Issue("4000001", "The message is malformed"));
        }
    }
}
