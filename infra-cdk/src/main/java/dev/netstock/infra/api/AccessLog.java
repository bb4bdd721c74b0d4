package dev.netstock.infra.api;

import static java.util.stream.Collectors.joining;

import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogDestination;
import software.amazon.awscdk.services.apigatewayv2.IAccessLogSettings;
import software.amazon.awscdk.services.apigatewayv2.LogGroupLogDestination;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

import java.util.Map;
import java.util.TreeMap;

/**
 * One line of JSON for each request. It contains the route, but no path, query, address or body,
 * because order ids are customer data.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html">
 *     The variables of an HTTP API's access log</a>
 */
final class AccessLog implements IAccessLogSettings {
    private static final Map<String, String> FIELDS =
            Map.ofEntries(
                    Map.entry("requestId", "$context.requestId"),
                    Map.entry("requestTime", "$context.requestTime"),
                    Map.entry("routeKey", "$context.routeKey"),
                    Map.entry("status", "$context.status"),
                    Map.entry("responseLatencyMs", "$context.responseLatency"),
                    Map.entry("responseBytes", "$context.responseLength"),
                    Map.entry("errorType", "$context.error.responseType"),
                    Map.entry("authorizerError", "$context.authorizer.error"),
                    Map.entry("clientId", "$context.authorizer.claims.client_id"),
                    Map.entry("integrationError", "$context.integrationErrorMessage"),
                    Map.entry("integrationLatencyMs", "$context.integrationLatency"),
                    Map.entry("integrationRequestId", "$context.integration.requestId"),
                    Map.entry("integrationStatus", "$context.integration.status"));

    private final IAccessLogDestination destination;

    AccessLog(Construct scope, StageSettings settings) {
        this.destination =
                new LogGroupLogDestination(
                        LogGroup.Builder.create(scope, "AccessLog")
                                .retention(settings.logRetention())
                                .removalPolicy(settings.removalPolicy())
                                .build());
    }

    @Override
    public IAccessLogDestination getDestination() {
        return destination;
    }

    /** Quotes every value, because API Gateway writes a missing one as a bare {@code -}. */
    @Override
    public AccessLogFormat getFormat() {
        return AccessLogFormat.custom(
                new TreeMap<>(FIELDS)
                        .entrySet().stream()
                                .map(
                                        field ->
                                                quoted(field.getKey())
                                                        + ":"
                                                        + quoted(field.getValue()))
                                .collect(joining(",", "{", "}")));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
