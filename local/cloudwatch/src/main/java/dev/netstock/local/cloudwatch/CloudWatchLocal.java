package dev.netstock.local.cloudwatch;

import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.Function;

/**
 * A local CloudWatch on loopback. It extracts embedded metrics from log lines, measures those of
 * other local services when they are asked for, and serves {@code GetMetricData} in all of
 * CloudWatch's {@linkplain WireProtocol protocols}. It keeps six hours in memory; metrics are
 * available immediately. It has no alarms, logs or permissions, and rejects unsupported requests
 * with {@code NotImplemented}. Thread-safe.
 */
public final class CloudWatchLocal implements AutoCloseable {
    /** The default of AWS. */
    private static final int POINTS_MAX = 100_800;

    /** Size of a request with 500 queries. */
    private static final int BODY_BYTES_MAX = 1024 * 1024;

    private final EmbeddedMetrics embedded;
    private final Gauges gauges = new Gauges();
    private final GetMetricData getMetricData;
    private final LoopbackServer server;

    private CloudWatchLocal(int pointsMax) {
        var kept = new MetricMinutes();
        this.embedded = new EmbeddedMetrics(kept);
        this.getMetricData = new GetMetricData(kept, gauges, pointsMax, InstantSource.system());
        this.server = LoopbackServer.listen(0, this::handle);
    }

    /** Starts one and returns when it listens. */
    public static CloudWatchLocal start() {
        return start(POINTS_MAX);
    }

    /**
     * Starts one and returns when it listens.
     *
     * @param pointsMax maximum points of a page
     */
    public static CloudWatchLocal start(int pointsMax) {
        return new CloudWatchLocal(pointsMax);
    }

    /** Extracts the metrics of a log line, if any. */
    public void line(String line) {
        embedded.line(line);
    }

    /**
     * Adds a metric with one dimension that is measured when it is asked for, and kept by minute.
     *
     * @param measure the current value by the value of the dimension; empty if there is no such
     *     resource
     */
    public void gauge(
            String namespace,
            String metric,
            String dimension,
            Function<String, OptionalDouble> measure) {
        gauges.add(namespace, metric, dimension, measure);
    }

    /** Its endpoint. */
    public URI endpoint() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Optional<byte[]> body = Responses.bodyUpTo(BODY_BYTES_MAX, exchange);
        var requested = WireProtocol.ParsedRequest.of(exchange, body.orElse(new byte[0]));
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", requested.protocol().contentType());
        headers.set("x-amzn-RequestId", UUID.randomUUID().toString());
        if (requested.protocol() == WireProtocol.CBOR) {
            headers.set("smithy-protocol", "rpc-v2-cbor");
        }
        try {
            GetMetricData.Page page = answer(requested, body);
            Responses.send(exchange, 200, requested.protocol().write(page));
        } catch (CloudWatchError error) {
            headers.set("x-amzn-query-error", error.code() + ";Sender");
            Responses.send(exchange, error.status(), requested.protocol().write(error));
        }
    }

    private GetMetricData.Page answer(WireProtocol.ParsedRequest requested, Optional<byte[]> body)
            throws IOException {
        if (!requested.action().equals("GetMetricData")) {
            throw CloudWatchError.notImplemented("the action '" + requested.action() + "'");
        }
        byte[] request =
                body.orElseThrow(() -> CloudWatchError.serialization("The request is too large"));
        return getMetricData.answer(requested.protocol().request(request));
    }
}
