package dev.netstock.local.cloudwatch;

import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * A stand-in for CloudWatch on loopback: it takes the embedded metrics of log lines, and answers
 * {@code GetMetricData} in each of CloudWatch's {@linkplain Wire protocols}. It keeps six hours in
 * memory, and has what it was told at once. It knows no alarms, logs or permissions, and refuses
 * what it does not know with {@code NotImplemented}. Thread-safe.
 */
public final class CloudWatchLocal implements AutoCloseable {
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
        this.getMetricData = new GetMetricData(kept, pointsMax, InstantSource.system());
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
        Optional<byte[]> body = Responses.bodyUpTo(BODY_BYTES_MAX, exchange);
        var asked = Wire.Asked.of(exchange, body.orElse(new byte[0]));
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", asked.wire().contentType());
        headers.set("x-amzn-RequestId", UUID.randomUUID().toString());
        if (asked.wire() == Wire.CBOR) {
            headers.set("smithy-protocol", "rpc-v2-cbor");
        }
        try {
            GetMetricData.Page page = answer(asked, body);
            Responses.send(exchange, 200, asked.wire().write(page));
        } catch (CloudWatchRefusal refusal) {
            headers.set("x-amzn-query-error", refusal.code() + ";Sender");
            Responses.send(exchange, refusal.status(), asked.wire().write(refusal));
        }
    }

    private GetMetricData.Page answer(Wire.Asked asked, Optional<byte[]> body) throws IOException {
        if (!asked.action().equals("GetMetricData")) {
            throw CloudWatchRefusal.notImplemented("the action '" + asked.action() + "'");
        }
        byte[] request =
                body.orElseThrow(() -> CloudWatchRefusal.serialization("The request is too large"));
        return getMetricData.answer(asked.wire().request(request));
    }
}
