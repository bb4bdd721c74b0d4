package dev.netstock.local.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;

import dev.netstock.local.http.Responses;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** S3's HTTP API: signatures are not checked. Thread-safe. */
final class S3Api implements HttpHandler {
    /** Far less than S3's limit, since objects are held in memory. */
    private static final int BODY_BYTES_MAX = 256 * 1024 * 1024;

    private final BucketRequests buckets;
    private final ObjectRequests objects;

    S3Api(Buckets buckets, ObjectListener listener) {
        this.buckets = new BucketRequests(buckets);
        this.objects = new ObjectRequests(buckets, listener);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Optional<byte[]> body = Responses.bodyUpTo(BODY_BYTES_MAX, exchange);
        S3Response answer =
                body.map(bytes -> answer(S3Request.of(exchange, bytes)))
                        .orElseGet(() -> S3Response.refused(S3Error.ENTITY_TOO_LARGE));
        var headers = exchange.getResponseHeaders();
        headers.set("x-amz-request-id", UUID.randomUUID().toString());
        answer.headers().forEach(headers::set);
        Responses.send(exchange, answer.status(), answer.body().array());
    }

    private S3Response answer(S3Request request) {
        if (request.bucket().isEmpty()) {
            return buckets.all(request);
        }
        return request.key().isEmpty() ? buckets.answer(request) : objects.answer(request);
    }
}
