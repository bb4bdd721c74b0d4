package dev.netstock.malls.adapter.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A real HTTP server on this machine that answers each request with the next of the prepared
 * replies, and keeps what it received. Thread-safe.
 */
public final class MallServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    public MallServer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /**
     * A request.
     *
     * @param target path and query, as they were sent
     * @param headers by name in lower case
     */
    public record Received(String method, String target, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** What happens after a request was received. */
    private interface Reply {
        void to(HttpExchange exchange) throws IOException;
    }

    /** The address of the server, without a slash at its end. */
    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public MallServer answer(int status, String body) {
        return answer(status, Map.of(), body);
    }

    public MallServer answer(int status, Map<String, String> headers, String body) {
        return answer(status, headers, body.getBytes(UTF_8));
    }

    public MallServer answer(int status, Map<String, String> headers, byte[] body) {
        replies.add(
                exchange -> {
                    headers.forEach(exchange.getResponseHeaders()::set);
                    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                });
        return this;
    }

    /** The request is received, and the connection closed without an answer. */
    public MallServer loseAnswer() {
        replies.add(_ -> {});
        return this;
    }

    /** The answer does not come as long as the test runs. */
    public MallServer answerTooLate() {
        replies.add(_ -> await());
        return this;
    }

    public List<Received> received() {
        return List.copyOf(received);
    }

    /** The only request so far. */
    public Received onlyRequest() {
        if (received.size() != 1) {
            throw new AssertionError("Not one request but " + received);
        }
        return received.getFirst();
    }

    public Received lastRequest() {
        return received.getLast();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        received.add(
                new Received(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        exchange.getRequestHeaders().entrySet().stream()
                                .collect(
                                        Collectors.toMap(
                                                header -> header.getKey().toLowerCase(Locale.ROOT),
                                                header -> header.getValue().getFirst())),
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        Reply reply = replies.poll();
        if (reply == null) {
            exchange.sendResponseHeaders(418, -1);
        } else {
            reply.to(exchange);
        }
        exchange.close();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
