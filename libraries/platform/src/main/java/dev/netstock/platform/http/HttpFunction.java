package dev.netstock.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.platform.audit.AuditLog;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.platform.telemetry.Telemetry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A function behind API Gateway: finds the route, always returns a response, and reports metrics.
 * Thread-safe.
 */
public final class HttpFunction {
    /** The largest body, unless a route sets another limit. */
    public static final int BODY_BYTES_MAX = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(HttpFunction.class);

    private static final Answer FAILED =
            Problem.of(
                    ProblemType.INTERNAL_ERROR,
                    "The error has been logged. The request may have taken effect; retry it"
                            + " unchanged.");
    private static final Route NO_ROUTE =
            new Route(
                    "",
                    "unknown",
                    _ ->
                            Problem.of(
                                    ProblemType.UNKNOWN_ROUTE,
                                    "No route matches the method and path. See the OpenAPI"
                                            + " description for the available routes."));

    private final Map<String, Route> routes;
    private final Optional<Acts> acts;
    private final Telemetry telemetry;

    /**
     * Creates a function that only reads, or whose requests are signed by other systems.
     *
     * @throws IllegalArgumentException if a route may change something: it needs an audit log
     */
    public HttpFunction(List<Route> routes, Telemetry telemetry) {
        this(routes, Optional.empty(), telemetry);
        for (Route route : routes) {
            if (route.isAct()) {
                throw new IllegalArgumentException(
                        "The route %s needs an audit log".formatted(route.key()));
            }
        }
    }

    /** Creates a function that records what callers with the scope to operate change. */
    public HttpFunction(List<Route> routes, AuditLog audit, Telemetry telemetry) {
        this(routes, Optional.of(audit), telemetry);
    }

    private HttpFunction(List<Route> routes, Optional<AuditLog> audit, Telemetry telemetry) {
        this.routes = routes.stream().collect(Collectors.toMap(Route::key, Function.identity()));
        this.acts = audit.map(log -> new Acts(log, this.routes));
        this.telemetry = telemetry;
    }

    /**
     * Handles one event. It never throws, because API Gateway would turn an exception into an empty
     * 500 response.
     */
    public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Context context) {
        return telemetry.logged(context, () -> respond(event, context));
    }

    /** Handles a priming request without reporting it. */
    void prime(APIGatewayV2HTTPEvent event, Context context) {
        telemetry.logged(context, () -> response(answer(route(event), event, context)));
    }

    private APIGatewayV2HTTPResponse respond(APIGatewayV2HTTPEvent event, Context context) {
        long startedAt = System.nanoTime();
        Route route = route(event);
        Answer answer = answer(route, event, context);
        telemetry.report(
                new CallReport(
                        route.operation(),
                        answer.outcome(),
                        Map.of(counter(answer), 1L),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return response(answer);
    }

    private Route route(APIGatewayV2HTTPEvent event) {
        return routes.getOrDefault(event.getRouteKey(), NO_ROUTE);
    }

    private Answer answer(Route route, APIGatewayV2HTTPEvent event, Context context) {
        Answer answer =
                answered(
                        () -> {
                            HttpRequest request = HttpRequest.of(event, context, route.signed());
                            Supplier<Answer> act = () -> answered(() -> answer(route, request));
                            return acts.isPresent() && route.isAct() && Caller.mayOperate(event)
                                    ? acts.get().record(route, request, act)
                                    : act.get();
                        });
        if (!answer.fits()) {
            LOG.error("A response exceeds the limit of Lambda, and was not returned");
            return FAILED;
        }
        return answer;
    }

    private static Answer answered(Supplier<Answer> answer) {
        try {
            return answer.get();
        } catch (RetryLaterException e) {
            LOG.warn("A call did not complete within the time budget", e);
            return Problem.retryLater(e);
        } catch (RuntimeException e) {
            LOG.error("A call failed", e);
            return FAILED;
        }
    }

    private static Answer answer(Route route, HttpRequest request) {
        return request.bodyBytes() > route.bodyBytesMax()
                ? tooLarge(route)
                : route.endpoint().answer(request);
    }

    private static Answer tooLarge(Route route) {
        return Problem.of(
                ProblemType.REQUEST_TOO_LARGE,
                "The request was not processed. The body must not exceed %d bytes."
                        .formatted(route.bodyBytesMax()));
    }

    /**
     * The metric of a response: its capitalized outcome; {@code Refused} for every client error.
     */
    private static String counter(Answer answer) {
        return switch (answer.status() / 100) {
            case 2 ->
                    answer.outcome().substring(0, 1).toUpperCase(Locale.ROOT)
                            + answer.outcome().substring(1);
            case 3 -> "NotModified";
            case 4 -> "Refused";
            default -> answer.status() == 503 ? "TryAgain" : "Failed";
        };
    }

    private static APIGatewayV2HTTPResponse response(Answer answer) {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(answer.status())
                .withHeaders(answer.headers())
                .withBody(answer.body())
                .build();
    }
}
