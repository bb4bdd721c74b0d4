package dev.netstock.local.custom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;
import dev.netstock.local.lambda.FunctionInvoker;
import dev.netstock.local.lambda.Invocation;
import dev.netstock.local.template.TemplateException;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Creates custom resources: calls the function of each and waits until it has sent its response to
 * the response URL.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/crpg-ref.html">
 *     Custom resource reference: request and response objects</a>
 */
public final class CustomResources implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_BYTES_MAX = 4096;

    private final FunctionInvoker functions;
    private final Map<String, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
    private final LoopbackServer answers = LoopbackServer.listen(0, this::take);

    public CustomResources(FunctionInvoker functions) {
        this.functions = functions;
    }

    /**
     * Creates one.
     *
     * @throws TemplateException if its function reports a failure or does not respond
     */
    public void create(CustomResource resource) {
        String id = UUID.randomUUID().toString();
        var answer = new CompletableFuture<JsonNode>();
        awaited.put("/" + id, answer);
        Invocation invocation =
                functions.invoke(resource.serviceToken(), request(resource, id).toString());
        if (!(invocation instanceof Invocation.Answered) && !answer.isDone()) {
            throw failed(resource, "cannot call its function: " + reason(invocation));
        }
        check(resource, await(resource, answer));
    }

    @Override
    public void close() {
        answers.close();
    }

    private ObjectNode request(CustomResource resource, String id) {
        ObjectNode request = JSON.createObjectNode();
        request.put("RequestType", "Create")
                .put("ResponseURL", answers.address().resolve("/" + id).toString())
                .put(
                        "StackId",
                        "arn:aws:cloudformation:local:000000000000:stack/"
                                + resource.path().stack()
                                + "/local")
                .put("RequestId", id)
                .put("ResourceType", resource.type())
                .put("LogicalResourceId", resource.logicalId())
                .put("ServiceToken", resource.serviceToken())
                .set("ResourceProperties", resource.properties());
        return request;
    }

    private static JsonNode await(CustomResource resource, CompletableFuture<JsonNode> answer) {
        try {
            return answer.get(resource.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw failed(resource, "its function did not respond in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException("A response cannot fail", e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failed(resource, "the request has timed out");
        }
    }

    private static void check(CustomResource resource, JsonNode answer) {
        if (!answer.path("Status").asText().equals("SUCCESS")) {
            throw failed(resource, answer.path("Reason").asText("no reason given"));
        }
        if (answer.path("PhysicalResourceId").asText().isEmpty()) {
            throw failed(resource, "Invalid PhysicalResourceId");
        }
    }

    /** Accepts one response. Only PUT is allowed, since CloudFormation signs its URL for PUT. */
    private void take(HttpExchange exchange) throws IOException {
        Optional<byte[]> body = Responses.bodyUpTo(ANSWER_BYTES_MAX, exchange);
        var waiting = awaited.remove(exchange.getRequestURI().getPath());
        if (waiting == null || body.isEmpty() || !exchange.getRequestMethod().equals("PUT")) {
            Responses.send(exchange, 403, new byte[0]);
            return;
        }
        waiting.complete(parsed(body.get()));
        Responses.send(exchange, 200, new byte[0]);
    }

    private static JsonNode parsed(byte[] body) throws IOException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException _) {
            return JSON.createObjectNode().put("Reason", "The response is not JSON");
        }
    }

    private static String reason(Invocation invocation) {
        return invocation instanceof Invocation.Failed failed
                ? failed.payload()
                : invocation.toString();
    }

    private static TemplateException failed(CustomResource resource, String reason) {
        return new TemplateException(resource.type() + " failed: " + reason, resource.path());
    }
}
