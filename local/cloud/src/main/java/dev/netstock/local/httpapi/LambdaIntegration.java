package dev.netstock.local.httpapi;

import dev.netstock.local.lambda.FunctionInvoker;
import dev.netstock.local.lambda.Invocation;
import dev.netstock.local.lambda.Invocation.Answered;
import dev.netstock.local.lambda.Invocation.EventTooLarge;
import dev.netstock.local.lambda.Invocation.Failed;
import dev.netstock.local.lambda.Invocation.NoSuchFunction;
import dev.netstock.local.lambda.Invocation.Throttled;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Invokes the function of a route and converts the result to a response. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html">Troubleshooting
 *     Lambda integrations</a>
 */
final class LambdaIntegration implements AutoCloseable {
    private final FunctionInvoker functions;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    LambdaIntegration(FunctionInvoker functions) {
        this.functions = functions;
    }

    /** Waits for the function up to the route's timeout; the function itself may run longer. */
    ApiResponse call(RouteDefinition route, String event) {
        Future<Invocation> call = threads.submit(() -> functions.invoke(route.function(), event));
        try {
            return answer(call.get(route.timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return unavailable();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The local Lambda failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unavailable();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static ApiResponse answer(Invocation invocation) {
        return switch (invocation) {
            case Answered answered ->
                    ApiResponse.ofFunction(answered.payload())
                            .orElseGet(LambdaIntegration::internalError);
            case Failed _, NoSuchFunction _ -> internalError();
            case Throttled _ -> unavailable();
            case EventTooLarge _ -> ApiResponse.message(413, "Request Entity Too Large");
        };
    }

    private static ApiResponse internalError() {
        return ApiResponse.message(500, "Internal Server Error");
    }

    private static ApiResponse unavailable() {
        return ApiResponse.message(503, "Service Unavailable");
    }
}
