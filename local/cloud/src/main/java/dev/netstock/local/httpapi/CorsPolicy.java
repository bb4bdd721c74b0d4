package dev.netstock.local.httpapi;

import java.util.List;
import java.util.Optional;

/**
 * Adds the cross-origin headers that the API's settings ask for, in place of a function's own.
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

    /** The answer to a preflight request, for any path. */
    ApiAnswer preflight(ApiRequest request) {
        ApiAnswer answer = ApiAnswer.empty(204);
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

    /** The answer to any other request. */
    ApiAnswer decorate(ApiRequest request, ApiAnswer answer) {
        Optional<String> origin = allowedOrigin(request);
        return origin.isEmpty()
                ? answer
                : listed(
                        allowing(answer, origin.get()),
                        "access-control-expose-headers",
                        settings.exposeHeaders());
    }

    private ApiAnswer allowing(ApiAnswer answer, String origin) {
        ApiAnswer allowing = answer.with(ALLOW + "origin", origin);
        return settings.allowCredentials()
                ? allowing.with(ALLOW + "credentials", "true")
                : allowing;
    }

    private static ApiAnswer listed(ApiAnswer answer, String header, List<String> values) {
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
