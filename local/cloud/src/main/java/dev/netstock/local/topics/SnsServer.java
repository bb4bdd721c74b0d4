package dev.netstock.local.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;
import dev.netstock.local.http.Xml;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The part of SNS's HTTP API that publishers and operators need, in the Query protocol. Signatures
 * are not checked. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Operations.html">Actions</a>
 */
final class SnsServer implements AutoCloseable {
    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";

    /** Ten messages whose bytes may all be percent-encoded. */
    private static final int FORM_BYTES_MAX = 10 * 3 * MessageReader.BYTES_MAX;

    /** The supported parameters of each action; others are rejected. */
    private static final Map<String, Set<String>> PARAMETERS =
            Map.of(
                    "GetSubscriptionAttributes",
                    Set.of("SubscriptionArn"),
                    "GetTopicAttributes",
                    Set.of("TopicArn"),
                    "ListSubscriptions",
                    Set.of("NextToken"),
                    "ListSubscriptionsByTopic",
                    Set.of("NextToken", "TopicArn"),
                    "ListTopics",
                    Set.of("NextToken"),
                    "Publish",
                    MessageReader.PARAMETERS_OF_PUBLISH,
                    "PublishBatch",
                    Set.of("PublishBatchRequestEntries", "TopicArn"),
                    "SetSubscriptionAttributes",
                    Set.of("AttributeName", "AttributeValue", "SubscriptionArn"),
                    "Subscribe",
                    // Subscriptions need no confirmation, so the response always contains their
                    // ARN.
                    Set.of(
                            "Attributes",
                            "Endpoint",
                            "Protocol",
                            "ReturnSubscriptionArn",
                            "TopicArn"),
                    "Unsubscribe",
                    Set.of("SubscriptionArn"));

    private final Map<String, Function<QueryParameters, ActionResult>> actions;
    private final LoopbackServer server;

    private SnsServer(Topics topics, InstantSource clock) {
        var publishing = new PublishActions(topics, clock);
        var subscribing = new SubscriptionActions(topics);
        var listing = new TopicActions(topics);
        this.actions =
                Map.of(
                        "GetSubscriptionAttributes", subscribing::getAttributes,
                        "GetTopicAttributes", listing::getAttributes,
                        "ListSubscriptions", subscribing::list,
                        "ListSubscriptionsByTopic", subscribing::listByTopic,
                        "ListTopics", listing::list,
                        "Publish", publishing::publish,
                        "PublishBatch", publishing::publishBatch,
                        "SetSubscriptionAttributes", subscribing::setAttributes,
                        "Subscribe", subscribing::subscribe,
                        "Unsubscribe", subscribing::unsubscribe);
        this.server = LoopbackServer.listen(0, this::handle);
    }

    static SnsServer start(Topics topics, InstantSource clock) {
        return new SnsServer(topics, clock);
    }

    URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Optional<byte[]> body = Responses.bodyUpTo(FORM_BYTES_MAX, exchange);
        var parameters =
                QueryParameters.parse(body.map(bytes -> new String(bytes, UTF_8)).orElse(""));
        String action = parameters.text("Action");
        ActionResult answer =
                parameters
                        .unread(PARAMETERS.getOrDefault(action, Set.of()))
                        .map(it -> SnsError.notImplemented("the parameter " + it))
                        .filter(_ -> actions.containsKey(action))
                        .map(ActionResult::refused)
                        .orElseGet(
                                () ->
                                        actions.getOrDefault(
                                                        action,
                                                        _ -> ActionResult.refused(unknown(action)))
                                                .apply(parameters));
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        switch (answer) {
            case ActionResult.Done(Optional<Consumer<Xml>> result) ->
                    Responses.send(exchange, 200, document(action, result));
            case ActionResult.Refused(SnsError refusal) ->
                    Responses.send(
                            exchange,
                            refusal.status(),
                            Xml.error(NAMESPACE, refusal.code(), refusal.message()));
        }
    }

    private static SnsError unknown(String action) {
        return SnsError.notImplemented("the action '" + action + "'");
    }

    private static byte[] document(String action, Optional<Consumer<Xml>> result) {
        return Xml.document(
                action + "Response",
                NAMESPACE,
                xml -> {
                    result.ifPresent(it -> xml.element(action + "Result", it));
                    xml.element("ResponseMetadata", Xml::requestId);
                });
    }
}
