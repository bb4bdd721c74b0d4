package dev.netstock.local.cloudwatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;

import java.io.IOException;
import java.net.URI;

/**
 * A stand-in for CloudWatch on loopback: it takes the embedded metrics of log lines, and answers
 * {@code GetMetricData} as the AWS SDK asks for it. It keeps six hours in memory, and has what it
 * was told at once. It knows no alarms, logs or permissions. Thread-safe.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2
 *     CBOR protocol</a>
 */
public final class CloudWatchLocal implements AutoCloseable {
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final String CBOR_TYPE = "application/cbor";
    private static final String OPERATIONS = "/service/GraniteServiceVersion20100801/operation/";

    /** As in AWS. */
    private static final int POINTS_MAX = 100_800;

    /** Of a question with 500 queries. */
    private static final int BODY_BYTES_MAX = 1024 * 1024;

    private final EmbeddedMetrics embedded;
    private final GetMetricData getMetricData;
    private final LoopbackServer server;

    private CloudWatchLocal(int pointsMax) {
        var kept = new MetricMinutes();
        this.embedded = new EmbeddedMetrics(kept);
        this.getMetricData = new GetMetricData(kept, pointsMax);
        this.server = LoopbackServer.listen(0, this::handle);
    }

    /** Starts one, and returns once it listens. */
    public static CloudWatchLocal start() {
        return start(POINTS_MAX);
    }

    /**
     * Starts one, and returns once it listens.
     *
     * @param pointsMax how many points a page has at most
     */
    public static CloudWatchLocal start(int pointsMax) {
        return new CloudWatchLocal(pointsMax);
    }

    /** Takes the metrics of a log line, if it has any. */
    public void line(String line) {
        embedded.line(line);
    }

    /** Where clients reach it. */
    public URI endpoint() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", CBOR_TYPE);
        exchange.getResponseHeaders().set("smithy-protocol", "rpc-v2-cbor");
        try {
            Responses.send(exchange, 200, CborAnswers.page(answer(exchange)));
        } catch (CloudWatchRefusal refusal) {
            String message = String.valueOf(refusal.getMessage());
            Responses.send(exchange, 400, CborAnswers.refusal("ValidationError", message));
        }
    }

    private GetMetricData.Page answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!path.equals(OPERATIONS + "GetMetricData")) {
            throw new CloudWatchRefusal("This is not served on this machine: " + path);
        }
        byte[] body =
                Responses.bodyUpTo(BODY_BYTES_MAX, exchange)
                        .orElseThrow(() -> new CloudWatchRefusal("The request is too large"));
        return getMetricData.answer(CBOR.readTree(body));
    }
}
