package dev.netstock.bench.handler;

import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An HTTP client without a network: it answers each operation of DynamoDB with the same bytes, so
 * that only this project's and the SDK's own work is measured. Thread-safe.
 */
final class CannedTransport implements SdkHttpClient {
    private static final String TARGET_PREFIX = "DynamoDB_20120810.";

    private final Map<String, byte[]> answers;

    private CannedTransport(Map<String, byte[]> answers) {
        this.answers = answers;
    }

    /** No order exists yet, and every SKU has stock. */
    static CannedTransport withoutOrders() {
        return of("{\"Count\":0,\"Items\":[],\"ScannedCount\":0}");
    }

    /** Every order exists and is reserved. */
    static CannedTransport withOrders() {
        return of(
                "{\"Count\":1,\"Items\":[" + CannedAnswers.RESERVED_ROW + "],\"ScannedCount\":1}");
    }

    private static CannedTransport of(String query) {
        return new CannedTransport(
                Map.of(
                        "Query", bytes(query),
                        "UpdateItem", bytes("{\"Attributes\":" + CannedAnswers.TAKEN_ITEM + "}"),
                        "PutItem", bytes("{}"),
                        "TransactWriteItems", bytes("{}")));
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
        byte[] answer = answers.get(target.substring(TARGET_PREFIX.length()));
        if (answer == null) {
            throw new IllegalArgumentException("There is no answer to " + target);
        }
        return new Answering(answer);
    }

    @Override
    public void close() {
        // There are no resources to close.
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** A request that is already answered. */
    private static final class Answering implements ExecutableHttpRequest {
        private final byte[] answer;

        Answering(byte[] answer) {
            this.answer = answer;
        }

        @Override
        public HttpExecuteResponse call() {
            return HttpExecuteResponse.builder()
                    .response(
                            SdkHttpResponse.builder()
                                    .statusCode(200)
                                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                                    .putHeader("Content-Length", Integer.toString(answer.length))
                                    .build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
                    .build();
        }

        @Override
        public void abort() {
            // The request has already completed.
        }
    }
}
