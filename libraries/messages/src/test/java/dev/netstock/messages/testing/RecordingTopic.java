package dev.netstock.messages.testing;

import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.netstock.events.StockEvent;
import dev.netstock.messages.EventJson;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.messaging.MessagingClients;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A fake of SNS with {@code PublishBatch} only: it records published messages, and fails as
 * configured. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html">PublishBatch</a>
 */
public final class RecordingTopic implements AutoCloseable {
    public static final String ARN = "arn:aws:sns:ap-northeast-1:000000000000:stock-events";

    /** Long enough for a loaded machine; tests inject lost responses otherwise. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String ENTRY = "PublishBatchRequestEntries.member.";

    private final HttpServer server;
    private final SnsClient client;
    private final List<List<Published>> batches = new CopyOnWriteArrayList<>();
    private volatile Function<Published, Answer> outcome = _ -> Answer.ACCEPT;

    /** The outcome of an entry. */
    public enum Answer {
        ACCEPT,
        /** The entry fails inside SNS and can be retried. */
        FAIL_ENTRY,
        /** The entry is rejected as invalid. */
        REFUSE_ENTRY,
        /** The whole request is throttled. */
        THROTTLE,
        /** The whole request is accepted, but the response is a server error. */
        LOSE_ANSWER,
        /** The whole request is rejected: there is no such topic. */
        NOT_FOUND
    }

    /**
     * An entry of a request.
     *
     * @param message the text of the message
     * @param attributes the values of its attributes, by name
     * @param types the types of its attributes, by name
     */
    public record Published(
            String entryId,
            String message,
            Map<String, String> attributes,
            Map<String, String> types) {
        public StockEvent event() {
            return EventJson.read(message).known().orElseThrow();
        }
    }

    private record Judged(Published published, Answer answer) {
        boolean isAccepted() {
            return answer == Answer.ACCEPT || answer == Answer.LOSE_ANSWER;
        }

        String member() {
            boolean senderFault = answer == Answer.REFUSE_ENTRY;
            return "<member><Id>%s</Id>%s</member>"
                    .formatted(
                            published.entryId(),
                            isAccepted()
                                    ? "<MessageId>m</MessageId>"
                                    : "<Code>Refused</Code><SenderFault>%s</SenderFault>"
                                            .formatted(senderFault));
        }
    }

    private RecordingTopic(HttpServer server) {
        this.server = server;
        this.client =
                MessagingClients.sns()
                        .httpClient(DynamoClients.httpClient(PATIENCE))
                        .endpointOverride(
                                URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                        .region(Region.AP_NORTHEAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .build();
    }

    /** Starts a topic on a free port. */
    public static RecordingTopic open() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            RecordingTopic topic = new RecordingTopic(server);
            server.createContext("/", topic::answer);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.start();
            return topic;
        } catch (IOException e) {
            throw new UncheckedIOException("Starting the server failed", e);
        }
    }

    public SnsClient client() {
        return client;
    }

    /** Configures the failures from now on. */
    public void fails(Function<Published, Answer> how) {
        outcome = how;
    }

    /** The accepted requests, each with its accepted entries. */
    public List<List<Published>> batches() {
        return List.copyOf(batches);
    }

    /** The published messages, in the order of the requests. */
    public List<Published> published() {
        return batches.stream().flatMap(List::stream).toList();
    }

    /** The published events. */
    public List<StockEvent> events() {
        return published().stream().map(Published::event).toList();
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<Judged> entries =
                    entries(form(exchange)).stream()
                            .map(entry -> new Judged(entry, outcome.apply(entry)))
                            .toList();
            if (entries.stream().anyMatch(entry -> entry.answer == Answer.THROTTLE)) {
                respond(exchange, 429, error("Throttled"));
                return;
            }
            if (entries.stream().anyMatch(entry -> entry.answer == Answer.NOT_FOUND)) {
                respond(exchange, 404, error("NotFound"));
                return;
            }
            batches.add(
                    entries.stream().filter(Judged::isAccepted).map(Judged::published).toList());
            if (entries.stream().anyMatch(entry -> entry.answer == Answer.LOSE_ANSWER)) {
                respond(exchange, 500, error("InternalError"));
                return;
            }
            respond(exchange, 200, result(entries));
        }
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            String[] sides = pair.split("=", 2);
            form.put(decoded(sides[0]), decoded(sides[1]));
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static List<Published> entries(Map<String, String> form) {
        List<Published> entries = new ArrayList<>();
        for (int n = 1; form.containsKey(ENTRY + n + ".Id"); n++) {
            String prefix = ENTRY + n;
            entries.add(
                    new Published(
                            form.getOrDefault(prefix + ".Id", ""),
                            form.getOrDefault(prefix + ".Message", ""),
                            attributes(form, prefix, ".Value.StringValue"),
                            attributes(form, prefix, ".Value.DataType")));
        }
        return entries;
    }

    private static Map<String, String> attributes(
            Map<String, String> form, String entry, String part) {
        Map<String, String> attributes = new HashMap<>();
        for (int n = 1; form.containsKey(attribute(entry, n) + ".Name"); n++) {
            attributes.put(
                    form.getOrDefault(attribute(entry, n) + ".Name", ""),
                    form.getOrDefault(attribute(entry, n) + part, ""));
        }
        return attributes;
    }

    private static String attribute(String entry, int number) {
        return entry + ".MessageAttributes.entry." + number;
    }

    private static String result(List<Judged> entries) {
        String successful =
                entries.stream().filter(Judged::isAccepted).map(Judged::member).collect(joining());
        String failed =
                entries.stream()
                        .filter(entry -> !entry.isAccepted())
                        .map(Judged::member)
                        .collect(joining());
        return "<PublishBatchResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
                + "<PublishBatchResult><Successful>%s</Successful><Failed>%s</Failed>"
                        .formatted(successful, failed)
                + "</PublishBatchResult></PublishBatchResponse>";
    }

    private static String error(String code) {
        return "<ErrorResponse><Error><Code>%s</Code></Error></ErrorResponse>".formatted(code);
    }

    private static void respond(HttpExchange exchange, int status, String xml) throws IOException {
        byte[] body = xml.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
