package dev.netstock.local.httpapi;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.netstock.local.http.LoopbackServer;
import dev.netstock.local.http.Responses;
import dev.netstock.local.lambda.FunctionInvoker;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/**
 * An HTTP API that listens on loopback, with a site beside it as behind a CloudFront distribution.
 * Thread-safe.
 */
public final class HttpApiServer implements AutoCloseable {
    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html">Quotas</a>
     */
    private static final int BODY_LIMIT_BYTES = 10 * 1024 * 1024;

    /** Below it are the routes of the API; everything else is the site's. */
    private static final String API_PATH = "/v1/";

    private final HttpApiDefinition definition;
    private final Gateway gateway;
    private final Optional<? extends HttpHandler> site;
    private final LoopbackServer server;

    private HttpApiServer(
            HttpApiDefinition definition,
            int port,
            Gateway gateway,
            Optional<? extends HttpHandler> site) {
        this.definition = definition;
        this.gateway = gateway;
        this.site = site;
        this.server = LoopbackServer.listen(port, this::handle);
    }

    /**
     * Starts the server.
     *
     * @param port on loopback; 0 takes a free one
     * @param site answers the paths that are not below {@code /v1/}; if empty, the API does
     */
    public static HttpApiServer start(
            HttpApiDefinition definition,
            int port,
            FunctionInvoker functions,
            JwksSource keys,
            Optional<? extends HttpHandler> site) {
        return new HttpApiServer(
                definition,
                port,
                new Gateway(definition, functions, keys, InstantSource.system()),
                site);
    }

    static HttpApiServer start(
            HttpApiDefinition definition, int port, FunctionInvoker functions, JwksSource keys) {
        return start(definition, port, functions, keys, InstantSource.system());
    }

    static HttpApiServer start(
            HttpApiDefinition definition,
            int port,
            FunctionInvoker functions,
            JwksSource keys,
            InstantSource clock) {
        return new HttpApiServer(
                definition,
                port,
                new Gateway(definition, functions, keys, clock),
                Optional.empty());
    }

    /** The stage's URL without a trailing slash; paths of routes are appended to it. */
    public URI url() {
        return server.address().resolve(definition.pathPrefix());
    }

    @Override
    public void close() {
        server.close();
        gateway.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (site.isPresent() && !exchange.getRequestURI().getPath().startsWith(API_PATH)) {
            site.get().handle(exchange);
            return;
        }
        try (exchange) {
            Optional<byte[]> body = Responses.bodyUpTo(BODY_LIMIT_BYTES, exchange);
            ApiRequest request = ApiRequest.of(exchange);
            send(
                    exchange,
                    body.map(bytes -> gateway.answer(request, bytes))
                            .orElse(ApiResponse.message(413, "Request Entity Too Large")));
        }
    }

    private static void send(HttpExchange exchange, ApiResponse answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        answer.cookies().forEach(cookie -> exchange.getResponseHeaders().add("Set-Cookie", cookie));
        Responses.send(exchange, answer.status(), answer.body());
    }
}
