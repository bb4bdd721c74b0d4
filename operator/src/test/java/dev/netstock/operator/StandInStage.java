package dev.netstock.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.FormBody;
import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;
import dev.netstock.local.http.Xml;
import dev.netstock.operator.command.OperatorCommand;
import dev.netstock.operator.stage.AwsClients;
import dev.netstock.operator.stage.StageFunction;

import picocli.CommandLine;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A stage {@code prod} whose services listen at one address: CloudFormation with two pages of
 * stacks, Cognito and its token endpoint, which grants each requested scope, Lambda, and the API.
 * Commands run on it in this JVM. Thread-safe.
 */
public final class StandInStage implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAMESPACE = "http://cloudformation.amazonaws.com/doc/2010-05-15/";

    private final Map<String, String> outputs = new TreeMap<>();
    private final List<JsonNode> invocations = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Function<String, String> api;
    private final Function<JsonNode, String> function;
    private final LoopbackServer server = LoopbackServer.listen(0, this::handle);
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    private StandInStage(Function<String, String> api, Function<JsonNode, String> function) {
        this.api = api;
        this.function = function;
        outputs.put("ApiUrl", server.address().toString());
        outputs.put("TokenUrl", server.address() + "/token");
        outputs.put("UserPoolId", "pool");
        outputs.put("OperatorClientId", "operator");
    }

    /**
     * A stage with an API.
     *
     * @param api the answer to a request such as {@code GET /v1/imports?limit=2}: its JSON. A
     *     member {@code status} is the status of the answer; {@code answeredWith} is too, and is
     *     not in the answer. A member {@code retryAfter} is its header
     */
    public static StandInStage withApi(Function<String, String> api) {
        return new StandInStage(api, _ -> "{}");
    }

    /**
     * A stage with a function.
     *
     * @param function the answer to an invocation; with a member {@code errorMessage}, the function
     *     fails; with {@code notReady}, Lambda refuses the invocation
     */
    public static StandInStage withFunction(Function<JsonNode, String> function) {
        return new StandInStage(_ -> "{}", function);
    }

    /** Adds an output to the stage, or replaces it. */
    public StandInStage output(String key, String value) {
        outputs.put(key, value);
        return this;
    }

    /** Removes an output. */
    public StandInStage without(String key) {
        outputs.remove(key);
        return this;
    }

    /** Runs a command and returns its exit code. */
    public int run(String... arguments) {
        CommandLine command = OperatorCommand.commandLine((_, _) -> clients());
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(errors, true));
        List<String> all = new ArrayList<>(List.of("--stage", "prod"));
        all.addAll(List.of(arguments));
        return command.execute(all.toArray(String[]::new));
    }

    public AwsClients clients() {
        URI endpoint = server.address();
        return new AwsClients(
                builder -> {
                    builder.endpointOverride(endpoint);
                    builder.region(Region.AP_NORTHEAST_1);
                    builder.credentialsProvider(
                            StaticCredentialsProvider.create(
                                    AwsBasicCredentials.create("test", "test")));
                });
    }

    /** The function, as commands invoke it. */
    public StageFunction function() {
        return new StageFunction(
                clients().lambda(),
                "arn:aws:lambda:ap-northeast-1:000000000000:function:function:live");
    }

    /** What the commands printed. */
    public String out() {
        return out.toString();
    }

    /** What the commands printed to standard error. */
    public String errors() {
        return errors.toString();
    }

    /** The requests to the API: {@code GET /v1/imports Bearer for netstock/operate}. */
    public List<String> requests() {
        return requests;
    }

    /** The payloads of the invocations. */
    public List<JsonNode> invocations() {
        return invocations;
    }

    /** The payloads of the invocations with this action. */
    public List<String> invocations(String action) {
        return invocations.stream()
                .filter(it -> it.path("action").asText().equals(action))
                .map(JsonNode::toString)
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals("/token")) {
            String scope = FormBody.parse(body).getOrDefault("scope", "all");
            Responses.sendJson(exchange, 200, "{\"access_token\":\"for " + scope + "\"}");
        } else if (path.startsWith("/2015-03-31/functions/")) {
            invoke(exchange, JSON.readTree(body));
        } else if (path.startsWith("/v1/")) {
            call(exchange, exchange.getRequestMethod() + " " + path, new String(body, UTF_8));
        } else if (exchange.getRequestHeaders().containsKey("X-Amz-Target")) {
            Responses.sendJson(exchange, 200, "{\"UserPoolClient\":{\"ClientSecret\":\"secret\"}}");
        } else {
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            Responses.send(
                    exchange,
                    200,
                    stacks(Optional.ofNullable(FormBody.parse(body).get("NextToken"))));
        }
    }

    private void invoke(HttpExchange exchange, JsonNode request) throws IOException {
        invocations.add(request);
        String answer = function.apply(request);
        if (answer.contains("errorMessage")) {
            exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
        }
        String notReady = JSON.readTree(answer).path("notReady").asText();
        if (!notReady.isEmpty()) {
            exchange.getResponseHeaders().set("X-Amzn-ErrorType", notReady);
        }
        Responses.sendJson(exchange, notReady.isEmpty() ? 200 : 409, answer);
    }

    private void call(HttpExchange exchange, String request, String body) throws IOException {
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(request + " " + token + (body.isEmpty() ? "" : " " + body));
        ObjectNode answer = (ObjectNode) JSON.readTree(api.apply(request));
        if (answer.has("retryAfter")) {
            exchange.getResponseHeaders().set("Retry-After", answer.path("retryAfter").asText());
        }
        JsonNode status = answer.remove("answeredWith");
        Responses.sendJson(
                exchange,
                status == null ? answer.path("status").asInt(200) : status.asInt(),
                answer.toString());
    }

    /** The first page has a stack of another application. */
    private byte[] stacks(Optional<String> nextToken) {
        return Xml.document(
                "DescribeStacksResponse",
                NAMESPACE,
                xml ->
                        xml.element(
                                "DescribeStacksResult",
                                result -> {
                                    if (nextToken.isEmpty()) {
                                        stack(result, "Shop-prod-Api", Map.of("ApiUrl", "none"));
                                        result.text("NextToken", "2");
                                    } else {
                                        stack(result, "NetStock-prod-Api", outputs);
                                    }
                                }));
    }

    private static void stack(Xml result, String name, Map<String, String> outputs) {
        result.element(
                "Stacks",
                stacks ->
                        stacks.element(
                                "member",
                                stack -> {
                                    stack.text("StackName", name)
                                            .text("CreationTime", "2026-11-21T02:03:04.567Z")
                                            .text("StackStatus", "CREATE_COMPLETE");
                                    stack.element("Outputs", xml -> outputs(xml, outputs));
                                }));
    }

    private static void outputs(Xml xml, Map<String, String> outputs) {
        outputs.forEach(
                (key, value) ->
                        xml.element(
                                "member",
                                it -> it.text("OutputKey", key).text("OutputValue", value)));
    }
}
