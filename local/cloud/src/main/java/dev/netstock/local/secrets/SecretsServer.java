package dev.netstock.local.secrets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;

import java.io.IOException;
import java.net.URI;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The part of Secrets Manager's API that reads and replaces values, in the JSON 1.1 protocol.
 * Signatures are not checked, and values are not encrypted. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/Welcome.html">AWS
 *     Secrets Manager API Reference</a>
 */
final class SecretsServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TARGET = "secretsmanager.";
    private static final int BODY_BYTES_MAX = 256 * 1024;

    /**
     * An action.
     *
     * @param parameters the supported ones; others are rejected
     */
    private record Action(
            boolean changes,
            Set<String> parameters,
            BiFunction<Secrets, JsonNode, ObjectNode> answer) {}

    private static final Map<String, Action> ACTIONS =
            Map.of(
                    "DescribeSecret",
                    new Action(false, Set.of("SecretId"), SecretActions::describe),
                    "GetSecretValue",
                    new Action(
                            false,
                            Set.of("SecretId", "VersionId", "VersionStage"),
                            SecretActions::value),
                    "ListSecretVersionIds",
                    new Action(
                            false,
                            Set.of("IncludeDeprecated", "SecretId"),
                            SecretActions::versions),
                    "ListSecrets",
                    new Action(false, Set.of(), SecretActions::list),
                    "PutSecretValue",
                    new Action(
                            true,
                            Set.of(
                                    "ClientRequestToken",
                                    "SecretBinary",
                                    "SecretId",
                                    "SecretString",
                                    "VersionStages"),
                            SecretActions::put),
                    "UpdateSecret",
                    new Action(
                            true,
                            Set.of(
                                    "ClientRequestToken",
                                    "SecretBinary",
                                    "SecretId",
                                    "SecretString"),
                            SecretActions::update),
                    "UpdateSecretVersionStage",
                    new Action(
                            true,
                            Set.of(
                                    "MoveToVersionId",
                                    "RemoveFromVersionId",
                                    "SecretId",
                                    "VersionStage"),
                            SecretActions::updateStage));

    private final Secrets secrets;
    private final LoopbackServer server;

    private SecretsServer(Secrets secrets) {
        this.secrets = secrets;
        this.server = LoopbackServer.listen(0, this::handle);
    }

    static SecretsServer start(Secrets secrets) {
        return new SecretsServer(secrets);
    }

    URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Optional<byte[]> body = Responses.bodyUpTo(BODY_BYTES_MAX, exchange);
        String target =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                        .orElse("");
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        try {
            Responses.send(exchange, 200, JSON.writeValueAsBytes(answer(target, body)));
        } catch (SecretsError refusal) {
            ObjectNode error = JSON.createObjectNode().put("__type", refusal.type());
            error.put("message", refusal.getMessage());
            Responses.send(exchange, refusal.status(), JSON.writeValueAsBytes(error));
        }
    }

    private ObjectNode answer(String target, Optional<byte[]> body) throws IOException {
        Action action =
                target.startsWith(TARGET) ? ACTIONS.get(target.substring(TARGET.length())) : null;
        if (action == null) {
            throw SecretsError.notImplemented("the action '" + target + "'");
        }
        ObjectNode request = request(body);
        for (Iterator<String> names = request.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!action.parameters().contains(name)) {
                throw SecretsError.notImplemented("the parameter " + name);
            }
        }
        return action.changes()
                ? secrets.change(it -> action.answer().apply(it, request))
                : secrets.read(it -> action.answer().apply(it, request));
    }

    private static ObjectNode request(Optional<byte[]> body) throws IOException {
        try {
            if (body.isPresent() && JSON.readTree(body.get()) instanceof ObjectNode request) {
                return request;
            }
        } catch (JsonProcessingException _) {
            // Rejected below, like JSON that is not an object.
        }
        throw new SecretsError("SerializationException", "The request is not a JSON object");
    }
}
