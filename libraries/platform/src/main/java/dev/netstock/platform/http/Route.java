package dev.netstock.platform.http;

/**
 * A route of the HTTP API.
 *
 * @param key method and path, as API Gateway names the route: {@code GET /v1/things/{id}}
 * @param operation its operation ID in the OpenAPI document
 * @param endpoint handles its requests
 * @param bodyBytesMax the largest body that it accepts
 * @param signed whether its requests carry no token: the endpoint verifies their signature
 */
public record Route(
        String key, String operation, Endpoint endpoint, int bodyBytesMax, boolean signed) {
    /** A route with the API's general limit for bodies. */
    public Route(String key, String operation, Endpoint endpoint) {
        this(key, operation, endpoint, HttpFunction.BODY_BYTES_MAX);
    }

    /** A route with a limit of its own. */
    public Route(String key, String operation, Endpoint endpoint, int bodyBytesMax) {
        this(key, operation, endpoint, bodyBytesMax, false);
    }

    /** A route whose requests are signed by their sender. */
    public static Route signed(String key, String operation, Endpoint endpoint, int bodyBytesMax) {
        return new Route(key, operation, endpoint, bodyBytesMax, true);
    }
}
