package dev.netstock.platform.http;

import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationError;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Responses with problem details (RFC 9457). */
public final class Problem {
    private static final String CONTENT_TYPE = "application/problem+json";

    private Problem() {}

    /**
     * A problem without additional members.
     *
     * @param detail what happened and what to do, as constant text; variable data belongs in
     *     members
     */
    public static Answer of(ProblemType type, String detail) {
        return of(type, detail, _ -> {});
    }

    /** A problem with additional members. */
    public static Answer of(ProblemType type, String detail, JsonWriter.Part members) {
        return of(type, detail, Map.of(), members);
    }

    /** A request that is rejected before it is processed. */
    public static Answer invalidRequest(List<ValidationError> errors) {
        return of(
                ProblemType.INVALID_REQUEST,
                "The request was not processed. Correct the fields listed in errors.",
                json ->
                        JsonWriter.objects(
                                json,
                                "errors",
                                errors,
                                (each, error) -> {
                                    each.writeStringField("pointer", error.pointer());
                                    each.writeStringField("message", error.message());
                                }));
    }

    /** The request did not complete within its time budget. */
    public static Answer retryLater(RetryLaterException e) {
        return of(
                ProblemType.TRY_AGAIN,
                e.toCaller()
                        + " Retry it unchanged after the Retry-After delay; the retry returns its"
                        + " actual outcome.",
                Map.of("retry-after", Long.toString(secondsUp(e.retryAfter()))),
                _ -> {});
    }

    private static Answer of(
            ProblemType type, String detail, Map<String, String> headers, JsonWriter.Part members) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("content-type", CONTENT_TYPE);
        String body =
                JsonWriter.object(
                        json -> {
                            json.writeStringField("type", type.uri());
                            json.writeStringField("title", type.title());
                            json.writeNumberField("status", type.status());
                            json.writeStringField("detail", detail);
                            members.to(json);
                        });
        return new Answer(type.status(), type.slug(), all, body);
    }

    /** {@code Retry-After} supports whole seconds only. */
    private static long secondsUp(Duration duration) {
        return Math.max(1, duration.plusSeconds(1).minusNanos(1).toSeconds());
    }
}
