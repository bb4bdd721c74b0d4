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
 * Calls the function of a route, and turns what became of it into an answer. Thread-safe.
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

    /** Waits for the function as long as the route allows; the function itself goes on longer. */
    ApiAnswer call(RouteDefinition route, String event) {
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

    private static ApiAnswer answer(Invocation invocation) {
        return switch (invocation) {
            case Answered answered ->
                    ApiAnswer.ofFunction(answered.payload())
                            .orElseGet(LambdaIntegration::internalError);
            case Failed _, NoSuchFunction _ -> internalError();
            case Throttled _ -> unavailable();
            case EventTooLarge _ -> ApiAnswer.message(413, "Request Entity Too Large");
        };
    }

    private static ApiAnswer internalError() {
        return ApiAnswer.message(500, "Internal Server Error");
    }

    private static ApiAnswer unavailable() {
        return ApiAnswer.message(503, "Service Unavailable");
    }
}
