package dev.netstock.local.lambda;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;
import dev.netstock.local.lambda.ExecutionEnvironment.DispatchedEvent;
import dev.netstock.local.lambda.RuntimeSignal.Answers;
import dev.netstock.local.lambda.RuntimeSignal.Fails;
import dev.netstock.local.lambda.RuntimeSignal.FailsToStart;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runtime API for the runtime interface clients of all execution environments. Each environment
 * has its own path prefix.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {
    private static final String VERSION = "/2018-06-01/runtime/";
    private static final String OK = "{\"status\":\"OK\"}";

    private final Map<String, ExecutionEnvironment> environments = new ConcurrentHashMap<>();
    private final LoopbackServer server = LoopbackServer.listen(0, this::handle);

    /** The value of {@code AWS_LAMBDA_RUNTIME_API} for an environment. */
    String addressFor(String environmentId) {
        return server.address().getAuthority() + "/" + environmentId;
    }

    void connect(ExecutionEnvironment environment) {
        environments.put(environment.id(), environment);
    }

    void disconnect(ExecutionEnvironment environment) {
        environments.remove(environment.id());
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        int version = path.indexOf(VERSION);
        @Nullable ExecutionEnvironment environment =
                version < 1 ? null : environments.get(path.substring(1, version));
        if (environment == null) {
            Responses.sendJson(exchange, 404, "{}");
            return;
        }
        try {
            answer(exchange, environment, path.substring(version + VERSION.length()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            exchange.close();
        }
    }

    private static void answer(HttpExchange exchange, ExecutionEnvironment environment, String call)
            throws IOException, InterruptedException {
        switch (call) {
            case "invocation/next" -> sendNext(exchange, environment.takeNext());
            case "restore/next" -> Responses.sendJson(exchange, 200, "{}");
            case "init/error", "restore/error" -> {
                environment.signal(new FailsToStart(text(exchange)));
                Responses.sendJson(exchange, 202, OK);
            }
            default -> takeOutcome(exchange, environment, call);
        }
    }

    private static void takeOutcome(
            HttpExchange exchange, ExecutionEnvironment environment, String call)
            throws IOException {
        Optional<byte[]> body = Responses.bodyUpTo(FunctionError.ANSWER_LIMIT_BYTES, exchange);
        if (body.isEmpty()) {
            environment.signal(new Fails(FunctionError.answerTooLarge()));
            Responses.sendJson(exchange, 413, "{\"errorType\":\"RequestEntityTooLarge\"}");
            return;
        }
        String payload = new String(body.get(), StandardCharsets.UTF_8);
        environment.signal(call.endsWith("/error") ? new Fails(payload) : new Answers(payload));
        Responses.sendJson(exchange, 202, OK);
    }

    private static void sendNext(HttpExchange exchange, Optional<DispatchedEvent> next)
            throws IOException {
        if (next.isEmpty()) {
            exchange.close();
            return;
        }
        FunctionEvent event = next.get().event();
        Headers headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", event.requestId());
        headers.set(
                "Lambda-Runtime-Deadline-Ms", Long.toString(next.get().deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", event.functionArn());
        headers.set("Lambda-Runtime-Trace-Id", event.traceId());
        Responses.sendJson(exchange, 200, event.payload());
    }

    private static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }
}
