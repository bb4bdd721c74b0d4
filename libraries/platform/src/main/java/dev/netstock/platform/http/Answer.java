package dev.netstock.platform.http;

import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationError;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The response to an HTTP request. Immutable.
 *
 * @param status the HTTP status
 * @param outcome the outcome for metrics, such as {@code read} or {@code replayed}; for a problem,
 *     its slug
 * @param headers the headers by name, in lower case
 * @param body a JSON object
 * @param act what the audit log keeps of an act instead of the body
 */
public record Answer(
        int status, String outcome, Map<String, String> headers, String body, Optional<Act> act) {
    /**
     * The largest body, in the form in which a function returns it. Lambda's limit is 6 MB, of
     * which status and headers take a little.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
     *     quotas</a>
     */
    public static final int BODY_BYTES_MAX = 6 * 1024 * 1024 - 8 * 1024;

    private static final int BYTES_OF_A_CHAR_MAX = 3;
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** A response whose body is what the audit log keeps. */
    public Answer(int status, String outcome, Map<String, String> headers, String body) {
        this(status, outcome, headers, body, Optional.empty());
    }

    /**
     * What the audit log keeps of an act.
     *
     * @param targets what was acted on, beside the parameters of the path
     * @param after what the act left, as a JSON object without data of customers
     */
    public record Act(List<String> targets, String after) {
        public Act {
            targets = List.copyOf(targets);
        }
    }

    /** A response whose body is an object with these {@code members}. */
    public static Answer of(int status, String outcome, JsonWriter.Part members) {
        return new Answer(status, outcome, JSON, JsonWriter.object(members));
    }

    /**
     * The size of JSON in the form in which a function returns it: as a string in a JSON document,
     * with its quotation marks and backslashes escaped.
     */
    public static long bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8).length
                + json.chars().filter(it -> it == '"' || it == '\\').count();
    }

    /** Whether a function can return it. */
    boolean fits() {
        return body.length() <= BODY_BYTES_MAX / BYTES_OF_A_CHAR_MAX
                || bytes(body) <= BODY_BYTES_MAX;
    }

    /**
     * The same response; if a function cannot return it, the problem that a repeated parameter of
     * the query must be given fewer times.
     */
    public Answer orFewer(String parameter) {
        return fits()
                ? this
                : Problem.invalidRequest(
                        List.of(
                                new ValidationError(
                                        "query:/" + parameter,
                                        "Must be fewer: the response would exceed 6 MB.")));
    }

    /** The same response, of which the audit log keeps something else than the body. */
    public Answer recording(List<String> targets, JsonWriter.Part after) {
        return new Answer(
                status,
                outcome,
                headers,
                body,
                Optional.of(new Act(targets, JsonWriter.object(after))));
    }
}
