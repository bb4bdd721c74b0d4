package dev.netstock.platform.http;

/**
 * A route of the HTTP API.
 *
 * @param key method and path, as API Gateway names the route: {@code GET /v1/stock/{sku}}
 * @param operation its operation id in the OpenAPI document
 * @param endpoint who answers
 * @param bodyBytesMax how large a body it reads
 */
public record Route(String key, String operation, Endpoint endpoint, int bodyBytesMax) {
    /** One that reads a body as large as the API promises in general. */
    public Route(String key, String operation, Endpoint endpoint) {
        this(key, operation, endpoint, HttpFunction.BODY_BYTES_MAX);
    }
}
