package dev.netstock.local.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An API and its issuer, which grants each scope it is asked for. Thread-safe. */
final class StandInApi implements AutoCloseable {
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final int status;
    private final String answer;
    private final LoopbackServer server = LoopbackServer.listen(0, this::handle);

    /** It gives every call the same answer. */
    StandInApi(int status, String answer) {
        this.status = status;
        this.answer = answer;
    }

    /** A running cloud that has this API. */
    CloudState state(Map<String, String> endpoints, Map<String, String> outputs) {
        return state(endpoints, outputs, null);
    }

    /** A running cloud that has this API, and perhaps simulated malls. */
    CloudState state(
            Map<String, String> endpoints, Map<String, String> outputs, @Nullable String mallsUrl) {
        String url = server.address().toString();
        List<String> scopes = List.of("netstock/read", "netstock/reserve", "netstock/operate");
        return new CloudState(
                ProcessHandle.current().pid(),
                "dev",
                "ap-northeast-1",
                url,
                endpoints,
                outputs,
                List.of(new CloudState.Client(url + "/token", "id", "secret", scopes)),
                mallsUrl);
    }

    /** What it was asked, {@code GET /v1/imports Bearer for netstock/operate}. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        if (path.equals("/token")) {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String scope = form.substring(form.indexOf("scope=") + 6).replace("%2F", "/");
            Responses.sendJson(exchange, 200, "{\"access_token\":\"for " + scope + "\"}");
            return;
        }
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(exchange.getRequestMethod() + " " + path + " " + token);
        Responses.sendJson(exchange, status, answer);
    }
}
