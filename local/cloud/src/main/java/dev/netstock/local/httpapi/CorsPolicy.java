package dev.netstock.local.httpapi;

import java.util.List;
import java.util.Optional;

/**
 * Adds the cross-origin headers of the API's settings, which replace those of the function.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">CORS</a>
 */
final class CorsPolicy {
    private static final String ALLOW = "access-control-allow-";

    private final CorsDefinition settings;

    CorsPolicy(CorsDefinition settings) {
        this.settings = settings;
    }

    /** The response to a preflight request, for any path. */
    ApiResponse preflight(ApiRequest request) {
        ApiResponse answer = ApiResponse.empty(204);
        Optional<String> origin = allowedOrigin(request);
        if (origin.isEmpty()) {
            return answer;
        }
        answer = allowing(answer, origin.get());
        answer = listed(answer, ALLOW + "methods", settings.allowMethods());
        answer = listed(answer, ALLOW + "headers", settings.allowHeaders());
        return settings.maxAge().isPresent()
                ? answer.with(
                        "access-control-max-age",
                        Long.toString(settings.maxAge().get().toSeconds()))
                : answer;
    }

    /** The response to any other request. */
    ApiResponse decorate(ApiRequest request, ApiResponse answer) {
        Optional<String> origin = allowedOrigin(request);
        return origin.isEmpty()
                ? answer
                : listed(
                        allowing(answer, origin.get()),
                        "access-control-expose-headers",
                        settings.exposeHeaders());
    }

    private ApiResponse allowing(ApiResponse answer, String origin) {
        ApiResponse allowing = answer.with(ALLOW + "origin", origin);
        return settings.allowCredentials()
                ? allowing.with(ALLOW + "credentials", "true")
                : allowing;
    }

    private static ApiResponse listed(ApiResponse answer, String header, List<String> values) {
        return values.isEmpty() ? answer : answer.with(header, String.join(",", values));
    }

    private Optional<String> allowedOrigin(ApiRequest request) {
        Optional<String> origin = request.header("origin");
        if (settings.allowOrigins().contains("*")) {
            return origin.map(_ -> "*");
        }
        return origin.filter(settings.allowOrigins()::contains);
    }
}
