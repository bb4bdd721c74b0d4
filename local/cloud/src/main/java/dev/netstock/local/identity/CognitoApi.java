package dev.netstock.local.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;

import dev.netstock.local.http.Responses;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Cognito's {@code DescribeUserPoolClient}, in AWS's JSON 1.1 protocol: it has the secrets of
 * clients. Signatures are not checked. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeUserPoolClient.html">DescribeUserPoolClient</a>
 */
final class CognitoApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BODY_BYTES_MAX = 8 * 1024;
    private static final String ACTION = "AWSCognitoIdentityProviderService.DescribeUserPoolClient";

    private final Collection<UserPool> pools = new CopyOnWriteArrayList<>();

    void add(UserPool pool) {
        pools.add(pool);
    }

    void handle(HttpExchange exchange) throws IOException {
        byte[] body = Responses.bodyUpTo(BODY_BYTES_MAX, exchange).orElseGet(() -> new byte[0]);
        String target =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                        .orElse("");
        if (!target.equals(ACTION)) {
            reject(
                    exchange,
                    501,
                    "NotImplemented",
                    "The local cloud does not implement the action '" + target + "'");
            return;
        }
        JsonNode request = JSON.readTree(body);
        String poolId = request.path("UserPoolId").asText();
        String clientId = request.path("ClientId").asText();
        Optional<UserPool> pool = pools.stream().filter(it -> it.id().equals(poolId)).findFirst();
        Optional<PoolClient> client = pool.flatMap(it -> it.client(clientId));
        if (pool.isEmpty()) {
            reject(
                    exchange,
                    400,
                    "ResourceNotFoundException",
                    "User pool " + poolId + " does not exist.");
        } else if (client.isEmpty()) {
            reject(
                    exchange,
                    400,
                    "ResourceNotFoundException",
                    "User pool client " + clientId + " does not exist.");
        } else {
            Responses.sendJson(exchange, 200, described(pool.get(), client.get()).toString());
        }
    }

    private static ObjectNode described(UserPool pool, PoolClient client) {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode described =
                answer.putObject("UserPoolClient")
                        .put("UserPoolId", pool.id())
                        .put("ClientId", client.id())
                        .put("ClientName", client.id())
                        .put("ClientSecret", client.secret())
                        .put("AllowedOAuthFlowsUserPoolClient", true);
        described.putArray("AllowedOAuthFlows").add("client_credentials");
        var scopes = described.putArray("AllowedOAuthScopes");
        client.scopes().stream().sorted().forEach(scopes::add);
        return answer;
    }

    private static void reject(HttpExchange exchange, int status, String type, String message)
            throws IOException {
        Responses.sendJson(
                exchange,
                status,
                JSON.writeValueAsString(Map.of("__type", type, "message", message)));
    }
}
