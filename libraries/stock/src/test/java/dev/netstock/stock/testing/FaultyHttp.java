package dev.netstock.stock.testing;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An HTTP client between the SDK and DynamoDB Local that injects faults, which DynamoDB Local never
 * produces itself. Thread-safe if its plan is.
 */
public final class FaultyHttp implements SdkHttpClient {
    private static final String TYPES = "com.amazonaws.dynamodb.v20120810#";

    /** Chooses the fault of a request. */
    @FunctionalInterface
    public interface Plan {
        /**
         * @param number the request's number, from 1
         * @param operation such as {@code UpdateItem}
         */
        Fault faultOf(int number, String operation);
    }

    private final SdkHttpClient http;
    private final Plan plan;
    private final Runnable afterEachWrite;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicBoolean killed = new AtomicBoolean();

    /**
     * @param http sends the requests
     * @param plan chooses the fault of each request
     * @param afterEachWrite checks invariants after every write
     */
    public FaultyHttp(SdkHttpClient http, Plan plan, Runnable afterEachWrite) {
        this.http = http;
        this.plan = plan;
        this.afterEachWrite = afterEachWrite;
    }

    /** A client of a function that is killed after {@code requestsMax} responses. */
    public static FaultyHttp killedAfter(SdkHttpClient http, int requestsMax) {
        return new FaultyHttp(
                http,
                (number, _) -> number > requestsMax ? Fault.KILLED_BEFORE : Fault.NONE,
                () -> {});
    }

    /** Requests so far, including those with faults. */
    public int requests() {
        return requests.get();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return send(request);
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
        String operation = operation(request);
        Fault fault =
                killed.get()
                        ? Fault.KILLED_BEFORE
                        : plan.faultOf(requests.incrementAndGet(), operation);
        return switch (fault) {
            case NONE -> deliver(request, operation);
            case THROTTLED -> refusal(400, "ProvisionedThroughputExceededException", "");
            case CONFLICT -> conflict(operation);
            case TIMEOUT_BEFORE_COMMIT ->
                    throw new SocketTimeoutException("injected before commit");
            case TIMEOUT_AFTER_COMMIT -> {
                deliver(request, operation);
                throw new SocketTimeoutException("injected after commit");
            }
            case INTERNAL_ERROR -> refusal(500, "InternalServerError", "");
            case INTERNAL_ERROR_AFTER_COMMIT -> {
                deliver(request, operation);
                yield refusal(500, "InternalServerError", "");
            }
            case KILLED_BEFORE -> throw killed();
            case KILLED_AFTER -> {
                deliver(request, operation);
                throw killed();
            }
        };
    }

    private IOException killed() {
        killed.set(true);
        return new SocketTimeoutException("the function is dead");
    }

    private HttpExecuteResponse deliver(HttpExecuteRequest request, String operation)
            throws IOException {
        HttpExecuteResponse response = buffered(http.prepareRequest(request).call());
        if (!operation.equals("Query") && !operation.startsWith("BatchGet")) {
            afterEachWrite.run();
        }
        return response;
    }

    /**
     * Reads the whole response before any other request is sent, so that the check after it finds
     * the connection free.
     */
    private static HttpExecuteResponse buffered(HttpExecuteResponse response) {
        byte[] body = response.responseBody().map(FaultyHttp::allOf).orElse(new byte[0]);
        return HttpExecuteResponse.builder()
                .response(response.httpResponse())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    private static byte[] allOf(AbortableInputStream stream) {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpExecuteResponse conflict(String operation) {
        return switch (operation) {
            case "TransactWriteItems" ->
                    refusal(
                            400,
                            "TransactionCanceledException",
                            ",\"CancellationReasons\":[{\"Code\":\"None\"},{\"Code\":\"TransactionConflict\"}]");
            case "UpdateItem", "PutItem" -> refusal(400, "TransactionConflictException", "");
            default -> refusal(400, "ThrottlingException", "");
        };
    }

    private static HttpExecuteResponse refusal(int status, String type, String details) {
        byte[] body =
                ("{\"__type\":\"" + TYPES + type + "\",\"message\":\"injected\"" + details + "}")
                        .getBytes(StandardCharsets.UTF_8);
        return HttpExecuteResponse.builder()
                .response(
                        SdkHttpFullResponse.builder()
                                .statusCode(status)
                                .putHeader("Content-Type", "application/x-amz-json-1.0")
                                .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    private static String operation(HttpExecuteRequest request) {
        String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
        return target.substring(target.indexOf('.') + 1);
    }
}
