package dev.netstock.local.rebuild;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.cloud.LocalAwsClients;
import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;

import software.amazon.awssdk.services.lambda.LambdaClient;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * An endpoint that speaks Lambda's Invoke API, and answers calls as a test says: an answer that has
 * {@code errorMessage} is a failure of the function.
 */
public final class ScriptedLambda implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final Function<JsonNode, String> script;
    private final LoopbackServer server = LoopbackServer.listen(0, this::answer);
    private final LambdaClient client =
            new LocalAwsClients("ap-northeast-1").lambda(server.address());

    public ScriptedLambda(Function<JsonNode, String> script) {
        this.script = script;
    }

    RebuildFunction function() {
        return new RebuildFunction(
                client, "arn:aws:lambda:ap-northeast-1:000000000000:function:rebuild:live");
    }

    /** Where its clients reach it. */
    public URI address() {
        return server.address();
    }

    /** What it was asked, in the order in which it came. */
    List<JsonNode> requests() {
        return requests;
    }

    public List<String> requests(String action) {
        return requests.stream()
                .filter(it -> it.path("action").asText().equals(action))
                .map(JsonNode::toString)
                .toList();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode request = JSON.readTree(exchange.getRequestBody());
        requests.add(request);
        String answer = script.apply(request);
        if (answer.contains("errorMessage")) {
            exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
        }
        Responses.sendJson(exchange, 200, answer);
    }
}
