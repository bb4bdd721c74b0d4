package dev.netstock.local.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.netstock.local.http.FormBody;
import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;
import dev.netstock.local.lambda.FunctionInvoker;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Serves user pools on loopback: under each pool's id its OpenID configuration, its keys, its token
 * endpoint and its sign-in pages, and at the root the part of Cognito's API that describes clients.
 * Thread-safe.
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

    /**
     * Adds a pool.
     *
     * @param functions runs the function that limits the scopes of people
     */
    public void serve(UserPool pool, FunctionInvoker functions) {
        api.add(pool);
        String path = "/" + pool.id();
        var signIns = new SignIns(clock);
        var pages = new SignInPages(pool, signIns);
        var endpoint = new TokenEndpoint(pool, clock, signIns, new SignInTrigger(pool, functions));
        handlers.put(
                path + "/.well-known/jwks.json",
                exchange -> answer(exchange, 200, pool.publicKeys().toJSONObject()));
        handlers.put(
                path + "/.well-known/openid-configuration",
                exchange -> answer(exchange, 200, configuration(pool)));
        handlers.put(path + "/oauth2/token", exchange -> token(exchange, endpoint));
        handlers.put(path + "/oauth2/revoke", exchange -> revoke(exchange, signIns));
        handlers.put(path + "/oauth2/authorize", pages::authorize);
        handlers.put(path + "/login", pages::login);
        handlers.put(path + "/logout", pages::logout);
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
                "authorization_endpoint", url(pool) + "/oauth2/authorize",
                "grant_types_supported",
                        List.of("client_credentials", "authorization_code", "refresh_token"),
                "code_challenge_methods_supported", List.of("S256"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "response_types_supported", List.of("code", "token"),
                "subject_types_supported", List.of("public"));
    }

    private static void token(HttpExchange exchange, TokenEndpoint endpoint) throws IOException {
        allowBrowsers(exchange);
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(exchange, 405, Map.of("error", "invalid_request"));
            return;
        }
        var authorization =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
        switch (endpoint.answer(authorization, form(exchange))) {
            case TokenEndpoint.Answer.Granted granted -> answer(exchange, 200, body(granted));
            case TokenEndpoint.Answer.Refused refused ->
                    answer(exchange, 400, Map.of("error", refused.error()));
        }
    }

    private static Map<String, Object> body(TokenEndpoint.Answer.Granted granted) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("access_token", granted.accessToken());
        granted.refreshToken().ifPresent(it -> body.put("refresh_token", it));
        body.put("expires_in", granted.expiresInSeconds());
        body.put("token_type", "Bearer");
        return body;
    }

    private static void revoke(HttpExchange exchange, SignIns signIns) throws IOException {
        allowBrowsers(exchange);
        signIns.revoke(form(exchange).getOrDefault("token", ""));
        Responses.send(exchange, 200, new byte[0]);
    }

    /** A page of another origin may call it: it needs a code or a refresh token, and no cookie. */
    private static void allowBrowsers(HttpExchange exchange) {
        exchange.getResponseHeaders().set("Access-Control-Allow-Origin", "*");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        return FormBody.parse(
                Responses.bodyUpTo(FORM_BYTES_MAX, exchange).orElseGet(() -> new byte[0]));
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        Responses.sendJson(exchange, status, JSON.writeValueAsString(body));
    }
}
