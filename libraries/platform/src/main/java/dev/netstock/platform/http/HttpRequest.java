package dev.netstock.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.json.FieldFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.UntrustedText;
import dev.netstock.platform.json.ValidationErrors;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A request as API Gateway hands it over (payload format 2.0). Immutable.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">AWS
 *     Lambda proxy integrations for HTTP APIs</a>
 */
public final class HttpRequest {
    /** An HTTP API gives up after 30 s; an answer has to be there a little before. */
    private static final Duration PATIENCE = Duration.ofSeconds(29);

    private final Map<String, String> path;
    private final String query;
    private final Body body;
    private final Call call;

    /**
     * What was sent.
     *
     * @param bytes how long it is
     * @param text empty if it is no text in UTF-8
     */
    private record Body(int bytes, Optional<String> text) {
        static Body of(String text) {
            return new Body(text.getBytes(StandardCharsets.UTF_8).length, Optional.of(text));
        }

        static Body ofBase64(String text) {
            try {
                byte[] bytes = Base64.getDecoder().decode(text);
                return new Body(bytes.length, UntrustedText.utf8(bytes));
            } catch (IllegalArgumentException _) {
                return new Body(text.length(), Optional.empty());
            }
        }
    }

    private HttpRequest(Map<String, String> path, String query, Body body, Call call) {
        this.path = path;
        this.query = query;
        this.body = body;
        this.call = call;
    }

    static HttpRequest of(APIGatewayV2HTTPEvent event, Context context) {
        String traceHeader = orNone(event.getHeaders()).getOrDefault("x-amzn-trace-id", "");
        return new HttpRequest(
                orNone(event.getPathParameters()),
                Optional.ofNullable(event.getRawQueryString()).orElse(""),
                body(event),
                Calls.ofCaller(Caller.of(event), traceHeader, PATIENCE, context));
    }

    /** Who asks, and until when. */
    public Call call() {
        return call;
    }

    /** A part of the path; empty, and a fault, if it has another form. */
    public <T> Optional<T> path(String name, FieldFormat<T> form, ValidationErrors faults) {
        Optional<T> value = form.parse(path.getOrDefault(name, ""));
        if (value.isEmpty()) {
            faults.add("path:/" + name, form.expectation());
        }
        return value;
    }

    /** The query's parameters, of which each has to be asked for. */
    public Query query(ValidationErrors faults) {
        return Query.parse(query, faults);
    }

    /** To be called where a route knows no query: each parameter is a fault. */
    public void refuseQuery(ValidationErrors faults) {
        query(faults).refuseOthers();
    }

    /**
     * The members of the body; empty, and a fault, if it is no JSON object. Texts in it that are
     * not clean are faults.
     */
    public Optional<JsonMembers> body(ValidationErrors faults) {
        return text(faults)
                .flatMap(text -> JsonReader.read(text, faults))
                .flatMap(json -> JsonMembers.of(json, "", faults));
    }

    /**
     * The same, of a body whose elements are judged one by one: texts in it are left for the forms
     * by which elements are read.
     */
    public Optional<JsonMembers> batch(ValidationErrors faults) {
        return text(faults)
                .flatMap(text -> JsonReader.parse(text, faults))
                .flatMap(json -> JsonMembers.of(json, "", faults));
    }

    public boolean hasBody() {
        return body.bytes() > 0;
    }

    int bodyBytes() {
        return body.bytes();
    }

    private Optional<String> text(ValidationErrors faults) {
        if (body.text().isEmpty()) {
            faults.add("", JsonReader.NOT_UTF_8);
        }
        return body.text();
    }

    private static Body body(APIGatewayV2HTTPEvent event) {
        String text = Optional.ofNullable(event.getBody()).orElse("");
        return event.getIsBase64Encoded() ? Body.ofBase64(text) : Body.of(text);
    }

    /** API Gateway leaves out what is empty. */
    private static Map<String, String> orNone(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
