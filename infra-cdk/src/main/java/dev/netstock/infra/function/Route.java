package dev.netstock.infra.function;

import software.amazon.awscdk.services.apigatewayv2.HttpMethod;

import java.util.List;

/**
 * A route of the HTTP API. {@link Functions} declares each one with the function that answers it.
 *
 * @param operationId its name in the OpenAPI description
 * @param path {@code /v1/stock/{sku}}
 * @param scope the scope that a token needs; see {@link #scopes}
 * @param throttleClass the throttle that applies unless the stage overrides it for this route
 */
public record Route(
        String operationId,
        HttpMethod method,
        String path,
        Scope scope,
        ThrottleClass throttleClass) {
    /**
     * The scopes of which a token needs one. Who may operate may read what operators read; others
     * may do so with the scope to view.
     */
    public List<Scope> scopes() {
        return method == HttpMethod.GET && scope == Scope.OPERATE
                ? List.of(Scope.OPERATE, Scope.VIEW)
                : List.of(scope);
    }

    /** The route as API Gateway names it, {@code GET /v1/stock/{sku}}. */
    public String key() {
        return method.name() + " " + path;
    }
}
