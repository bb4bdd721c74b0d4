package dev.netstock.infra.function;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.services.apigatewayv2.HttpMethod;

import java.util.List;

/**
 * A route of the HTTP API. {@link Functions} declares each one with the function that answers it.
 *
 * @param operationId its name in the OpenAPI description
 * @param path {@code /v1/stock/{sku}}
 * @param scope the scope that a token needs, see {@link #scopes}; null: the sender signs the
 *     request instead of sending a token, and the function verifies the signature
 * @param throttleClass the throttle that applies unless the stage overrides it for this route
 */
public record Route(
        String operationId,
        HttpMethod method,
        String path,
        @Nullable Scope scope,
        ThrottleClass throttleClass) {
    /**
     * The scopes of which a token needs one; none if requests are signed. Who may operate may read
     * what operators read; others may do so with the scope to view.
     */
    public List<Scope> scopes() {
        if (scope == null) {
            return List.of();
        }
        return method == HttpMethod.GET && scope == Scope.OPERATE
                ? List.of(Scope.OPERATE, Scope.VIEW)
                : List.of(scope);
    }

    /** Whether its requests are signed by their sender, and have no token. */
    public boolean isSigned() {
        return scope == null;
    }

    /** A route whose requests are signed by their sender. */
    static Route signed(
            String operationId, HttpMethod method, String path, ThrottleClass throttleClass) {
        return new Route(operationId, method, path, null, throttleClass);
    }

    /** The route as API Gateway names it, {@code GET /v1/stock/{sku}}. */
    public String key() {
        return method.name() + " " + path;
    }
}
