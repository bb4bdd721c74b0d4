package dev.netstock.local.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.netstock.local.http.FormBody;
import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves user pools on loopback: under each pool's id its OpenID configuration, its keys and its
 * token endpoint, and at the root the part of Cognito's API that describes clients. Thread-safe.
 */
public final class IdentityServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORM_BYTES_MAX = 8 * 1024;

    private final Map<String, HttpHandler> handlers;
    private final LoopbackServer server;
    private final InstantSource clock;
    private final CognitoApi api = new CognitoApi();

    private IdentityServer(
            Map<String, HttpHandler> handlers, LoopbackServer server, InstantSource clock) {
        this.handlers = handlers;
        this.server = server;
        this.clock = clock;
        handlers.put("/", api::handle);
    }

    /**
     * Starts the server without pools.
     *
     * @param port on loopback; 0 takes a free one
     */
    public static IdentityServer start(int port, InstantSource clock) {
        Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();
        var server =
                LoopbackServer.listen(
                        port,
                        exchange ->
                                handlers.getOrDefault(
                                                exchange.getRequestURI().getPath(),
                                                IdentityServer::notFound)
                                        .handle(exchange));
        return new IdentityServer(handlers, server, clock);
    }

    /** Where AWS clients describe the clients of pools. */
    public URI endpoint() {
        return server.address();
    }

    /** Where a pool is served. */
    public URI url(UserPool pool) {
        return server.address().resolve("/" + pool.id());
    }

    public URI tokenUrl(UserPool pool) {
        return URI.create(url(pool) + "/oauth2/token");
    }

    /** Adds a pool. */
    public void serve(UserPool pool) {
        api.add(pool);
        String path = "/" + pool.id();
        var endpoint = new TokenEndpoint(pool, clock);
        handlers.put(
                path + "/.well-known/jwks.json",
                exchange -> answer(exchange, 200, pool.publicKeys().toJSONObject()));
        handlers.put(
                path + "/.well-known/openid-configuration",
                exchange -> answer(exchange, 200, configuration(pool)));
        handlers.put(path + "/oauth2/token", exchange -> token(exchange, endpoint));
    }

    @Override
    public void close() {
        server.close();
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        answer(exchange, 404, Map.of("error", "not_found"));
    }

    private Map<String, Object> configuration(UserPool pool) {
        return Map.of(
                "issuer", pool.issuer().toString(),
                "jwks_uri", url(pool) + "/.well-known/jwks.json",
                "token_endpoint", tokenUrl(pool).toString(),
                "grant_types_supported", List.of("client_credentials"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "response_types_supported", List.of("token"),
                "subject_types_supported", List.of("public"));
    }

    private static void token(HttpExchange exchange, TokenEndpoint endpoint) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405, Map.of("error", "invalid_request"));
            return;
        }
        var authorization =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        switch (endpoint.answer(authorization, form(exchange))) {
            case TokenEndpoint.Answer.Granted granted ->
                    answer(
                            exchange,
                            200,
                            Map.of(
                                    "access_token", granted.accessToken(),
                                    "expires_in", granted.expiresInSeconds(),
                                    "token_type", "Bearer"));
            case TokenEndpoint.Answer.Refused refused ->
                    answer(exchange, 400, Map.of("error", refused.error()));
        }
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        return FormBody.parse(
                Responses.bodyUpTo(FORM_BYTES_MAX, exchange).orElseGet(() -> new byte[0]));
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        Responses.sendJson(exchange, status, JSON.writeValueAsString(body));
    }
}
