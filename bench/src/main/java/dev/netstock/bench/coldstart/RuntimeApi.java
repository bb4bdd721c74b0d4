package dev.netstock.bench.coldstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.netstock.bench.coldstart.FunctionStart.Times;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The part of Lambda's runtime API that restores one JVM if it asks for that, sends it one event
 * and receives its response. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda runtime
 *     API</a>
 */
final class RuntimeApi implements AutoCloseable {
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final String RESTORE = "/2018-06-01/runtime/restore/next";
    private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(30);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final byte[] event;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile long restoredAt;
    private volatile long askedAt;
    private volatile long answeredAt;
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    private RuntimeApi(HttpServer server, String event) {
        this.server = server;
        this.event = event.getBytes(StandardCharsets.UTF_8);
    }

    /** Listens on a free loopback port. */
    static RuntimeApi offering(String event) throws IOException {
        // Without it, each response waits for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var api = new RuntimeApi(server, event);
        server.setExecutor(api.threads);
        server.createContext("/", api::handle);
        server.start();
        return api;
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The answer to the event. */
    String await(Duration limit) throws InterruptedException {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The function did not answer", e);
        }
    }

    /**
     * The times of a start that has answered.
     *
     * @param startedAt when the process started; it counts unless the process was restored later
     * @param cpu the CPU time of the process
     */
    Times times(long startedAt, Duration cpu) {
        long from = restoredAt == 0 ? startedAt : restoredAt;
        return new Times(
                Duration.ofNanos(askedAt - from), Duration.ofNanos(answeredAt - askedAt), cpu);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(INVOCATION + "next")) {
            next(exchange);
        } else if (path.equals(RESTORE)) {
            restoredAt = System.nanoTime();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        } else {
            answeredAt = System.nanoTime();
            answer.complete(
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        }
    }

    /** A second request waits until the server is stopped: there is only one event. */
    private void next(HttpExchange exchange) throws IOException {
        if (taken.getAndSet(true)) {
            return;
        }
        askedAt = System.nanoTime();
        long deadline = System.currentTimeMillis() + FUNCTION_TIMEOUT.toMillis();
        var headers = exchange.getResponseHeaders();
        headers.add("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd");
        headers.add("Lambda-Runtime-Deadline-Ms", Long.toString(deadline));
        headers.add(
                "Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:us-east-1:123456789012:function:checkout:live");
        headers.add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        try (exchange;
                var body = exchange.getResponseBody()) {
            body.write(event);
        }
    }
}
