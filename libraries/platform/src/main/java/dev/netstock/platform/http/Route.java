package dev.netstock.platform.http;

/**
 * A route of the HTTP API.
 *
 * @param key method and path, as API Gateway names the route: {@code GET /v1/things/{id}}
 * @param operation its operation ID in the OpenAPI document
 * @param endpoint handles its requests
 * @param bodyBytesMax the largest body that it accepts
 */
public record Route(String key, String operation, Endpoint endpoint, int bodyBytesMax) {
    /** A route with the API's general limit for bodies. */
    public Route(String key, String operation, Endpoint endpoint) {
        this(key, operation, endpoint, HttpFunction.BODY_BYTES_MAX);
    }
}
