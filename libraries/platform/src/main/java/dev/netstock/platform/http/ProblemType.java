package dev.netstock.platform.http;

/**
 * A type of problem, as in RFC 9457.
 *
 * @param slug the last part of its URI, and its name in metrics
 * @param status the HTTP status of the response
 * @param title a short summary of the type
 */
public record ProblemType(String slug, int status, String title) {
    public static final ProblemType INVALID_REQUEST =
            new ProblemType("invalid-request", 400, "Invalid request");
    public static final ProblemType UNKNOWN_ROUTE =
            new ProblemType("unknown-route", 404, "Resource not found");
    public static final ProblemType REQUEST_TOO_LARGE =
            new ProblemType("request-too-large", 413, "Request body too large");
    public static final ProblemType INTERNAL_ERROR =
            new ProblemType("internal-error", 500, "Internal error");
    public static final ProblemType TRY_AGAIN =
            new ProblemType("try-again", 503, "Service temporarily unavailable");

    private static final String ROOT = "https://netstock.dev/problems/";

    public String uri() {
        return ROOT + slug;
    }
}
