package dev.netstock.infra.api;

import dev.netstock.infra.function.NetStockFunction;

import software.amazon.awscdk.services.apigatewayv2.HttpMethod;

/** The routes of the HTTP API: what may be called, with which scope, and which function answers. */
public enum Route {
    RESERVE(
            HttpMethod.PUT,
            "/v1/orders/{orderId}/reservation",
            Scope.RESERVE,
            NetStockFunction.CHECKOUT),
    READ_RESERVATION(
            HttpMethod.GET,
            "/v1/orders/{orderId}/reservation",
            Scope.READ,
            NetStockFunction.CHECKOUT),
    RELEASE(
            HttpMethod.DELETE,
            "/v1/orders/{orderId}/reservation",
            Scope.RESERVE,
            NetStockFunction.CHECKOUT),
    CONFIRM(
            HttpMethod.POST,
            "/v1/orders/{orderId}/confirmation",
            Scope.RESERVE,
            NetStockFunction.CHECKOUT),
    CANCEL(
            HttpMethod.PUT,
            "/v1/orders/{orderId}/cancellations/{cancellationId}",
            Scope.RESERVE,
            NetStockFunction.CHECKOUT),
    READ_STOCK(HttpMethod.GET, "/v1/stock/{sku}", Scope.READ, NetStockFunction.INQUIRY),
    READ_MANY_STOCKS(HttpMethod.GET, "/v1/stock", Scope.READ, NetStockFunction.INQUIRY),
    READ_DELTAS(HttpMethod.GET, "/v1/stock/{sku}/deltas", Scope.READ, NetStockFunction.INQUIRY),
    READ_SALES(HttpMethod.GET, "/v1/sales", Scope.READ, NetStockFunction.SALES_INQUIRY),
    READ_SETTINGS(
            HttpMethod.GET, "/v1/skus/{sku}/settings", Scope.OPERATE, NetStockFunction.SETTINGS),
    REPLACE_SETTINGS(
            HttpMethod.PUT, "/v1/skus/{sku}/settings", Scope.OPERATE, NetStockFunction.SETTINGS),
    READ_REPLENISHMENT_REQUESTS(
            HttpMethod.GET, "/v1/replenishment-requests", Scope.READ, NetStockFunction.SETTINGS),
    READ_EXPLANATION(
            HttpMethod.GET,
            "/v1/stock/{sku}/explanation",
            Scope.READ,
            NetStockFunction.EXPLANATION),
    RECORD_MOVEMENTS(HttpMethod.POST, "/v1/movements", Scope.OPERATE, NetStockFunction.MOVEMENTS),
    READ_IMPORTS(HttpMethod.GET, "/v1/imports", Scope.OPERATE, NetStockFunction.IMPORTS),
    READ_CONTRADICTIONS(
            HttpMethod.GET, "/v1/contradictions", Scope.OPERATE, NetStockFunction.IMPORTS),
    READ_SALE_MODE(HttpMethod.GET, "/v1/sale-mode", Scope.OPERATE, NetStockFunction.SALE_MODE),
    REPLACE_SALE_MODE(HttpMethod.PUT, "/v1/sale-mode", Scope.OPERATE, NetStockFunction.SALE_MODE);

    private final HttpMethod method;
    private final String path;
    private final Scope scope;
    private final NetStockFunction function;

    Route(HttpMethod method, String path, Scope scope, NetStockFunction function) {
        this.method = method;
        this.path = path;
        this.scope = scope;
        this.function = function;
    }

    public HttpMethod method() {
        return method;
    }

    public String path() {
        return path;
    }

    public Scope scope() {
        return scope;
    }

    public NetStockFunction function() {
        return function;
    }

    /** The route as API Gateway names it, {@code GET /v1/stock/{sku}}. */
    public String key() {
        return method.name() + " " + path;
    }
}
