package dev.netstock.http;

/**
 * A route of the HTTP API.
 *
 * @param key method and path, as API Gateway names the route: {@code GET /v1/stock/{sku}}
 * @param operation its operation id in the OpenAPI document
 * @param endpoint who answers
 */
public record Route(String key, String operation, Endpoint endpoint) {}
