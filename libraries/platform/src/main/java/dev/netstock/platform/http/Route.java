package dev.netstock.platform.http;

import java.util.Optional;

/**
 * A route of the HTTP API.
 *
 * @param key method and path, as API Gateway names the route: {@code GET /v1/things/{id}}
 * @param operation its operation ID in the OpenAPI document
 * @param endpoint handles its requests
 * @param bodyBytesMax the largest body that it accepts
 * @param signed whether its requests carry no token: the endpoint verifies their signature
 * @param state reads what the route changes, for the audit log; empty: a route {@code GET} of the
 *     same path does so, or there is nothing to read
 */
public record Route(
        String key,
        String operation,
        Endpoint endpoint,
        int bodyBytesMax,
        boolean signed,
        Optional<Endpoint> state) {
    /** A route with the API's general limit for bodies. */
    public Route(String key, String operation, Endpoint endpoint) {
        this(key, operation, endpoint, HttpFunction.BODY_BYTES_MAX);
    }

    /** A route with a limit of its own. */
    public Route(String key, String operation, Endpoint endpoint, int bodyBytesMax) {
        this(key, operation, endpoint, bodyBytesMax, false, Optional.empty());
    }

    /** A route whose requests are signed by their sender. */
    public static Route signed(String key, String operation, Endpoint endpoint, int bodyBytesMax) {
        return new Route(key, operation, endpoint, bodyBytesMax, true, Optional.empty());
    }

    /** The same route, for which {@code state} reads what it changes. */
    public Route changing(Endpoint state) {
        return new Route(key, operation, endpoint, bodyBytesMax, signed, Optional.of(state));
    }

    /** Whether its requests may change something for a caller with a token. */
    boolean isAct() {
        return !key.isEmpty() && !key.startsWith("GET ") && !signed;
    }

    /** The key of the route that reads what it changes. */
    String reading() {
        return "GET" + key.substring(key.indexOf(' '));
    }
}
