package dev.netstock.platform.http;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import dev.netstock.platform.audit.Actor;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A request as API Gateway sends it (payload format 2.0). Immutable.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">AWS
 *     Lambda proxy integrations for HTTP APIs</a>
 */
public final class HttpRequest {
    /** An HTTP API times out after 30 s; the response must be ready slightly earlier. */
    private static final Duration TIMEOUT = Duration.ofSeconds(29);

    /** The caller of a route whose requests are signed. */
    private static final String SIGNER = "signer";

    private final Map<String, String> headers;
    private final Map<String, String> path;
    private final String query;
    private final Body body;
    private final Supplier<Actor> actor;
    private final Call call;

    /**
     * The body of the request.
     *
     * @param length its length
     * @param bytes supplies its bytes, as they arrived
     * @param text the text; empty if it is not valid UTF-8
     */
    private record Body(int length, Supplier<byte[]> bytes, Optional<String> text) {
        static Body of(String text) {
            return new Body(
                    text.getBytes(StandardCharsets.UTF_8).length,
                    () -> text.getBytes(StandardCharsets.UTF_8),
                    Optional.of(text));
        }

        static Body ofBase64(String text) {
            try {
                byte[] bytes = Base64.getDecoder().decode(text);
                return new Body(bytes.length, () -> bytes, UntrustedText.utf8(bytes));
            } catch (IllegalArgumentException _) {
                return new Body(text.length(), () -> new byte[0], Optional.empty());
            }
        }
    }

    private HttpRequest(
            Map<String, String> headers,
            Map<String, String> path,
            String query,
            Body body,
            Supplier<Actor> actor,
            Call call) {
        this.headers = headers;
        this.path = path;
        this.query = query;
        this.body = body;
        this.actor = actor;
        this.call = call;
    }

    /**
     * Reads an event.
     *
     * @param signed whether the request carries no token
     * @throws IllegalStateException if it should carry a token, and no authorizer accepted it
     */
    static HttpRequest of(APIGatewayV2HTTPEvent event, Context context, boolean signed) {
        Map<String, String> headers = orNone(event.getHeaders());
        String traceHeader = headers.getOrDefault("x-amzn-trace-id", "");
        String subject = signed ? SIGNER : Caller.subject(event);
        return new HttpRequest(
                headers,
                orNone(event.getPathParameters()),
                Optional.ofNullable(event.getRawQueryString()).orElse(""),
                body(event),
                () ->
                        signed
                                ? new Actor(SIGNER, Optional.empty(), List.of(), Optional.empty())
                                : Caller.actor(event),
                Calls.ofCaller(subject, traceHeader, TIMEOUT, context));
    }

    /** The caller and the deadline. */
    public Call call() {
        return call;
    }

    /** Who sent it. Only acts need more than its name, so it is not read before. */
    public Actor actor() {
        return actor.get();
    }

    /** A path parameter. If its format is invalid, the result is empty and an error is added. */
    public <T> Optional<T> path(String name, FieldFormat<T> format, ValidationErrors errors) {
        Optional<T> value = format.parse(path.getOrDefault(name, ""));
        if (value.isEmpty()) {
            errors.add("path:/" + name, format.expectation());
        }
        return value;
    }

    /** The query parameters, to be requested by name. */
    public Query query(ValidationErrors errors) {
        return Query.parse(query, errors);
    }

    /** For routes without query parameters: each parameter is an error. */
    public void refuseQuery(ValidationErrors errors) {
        query(errors).refuseOthers();
    }

    /**
     * The members of the body. If it is not a JSON object, the result is empty and an error is
     * added. Texts that are not {@link UntrustedText#isClean clean} are errors.
     */
    public Optional<JsonMembers> body(ValidationErrors errors) {
        return text(errors)
                .flatMap(text -> JsonReader.read(text, errors))
                .flatMap(json -> JsonMembers.of(json, "", errors));
    }

    /**
     * The members of a body whose elements are validated one by one: texts are not checked here,
     * but by the formats that read the elements.
     */
    public Optional<JsonMembers> batch(ValidationErrors errors) {
        return text(errors)
                .flatMap(text -> JsonReader.parse(text, errors))
                .flatMap(json -> JsonMembers.of(json, "", errors));
    }

    /** The headers by name in lower case, as API Gateway sends them; untrusted. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The bytes of the body as they arrived, for a signature. */
    public byte[] bytes() {
        return body.bytes().get();
    }

    public boolean hasBody() {
        return body.length() > 0;
    }

    /** The values of all path parameters; untrusted. */
    Collection<String> pathValues() {
        return path.values();
    }

    int bodyBytes() {
        return body.length();
    }

    /** The body as text. If it is not UTF-8, the result is empty and an error is added. */
    public Optional<String> text(ValidationErrors errors) {
        if (body.text().isEmpty()) {
            errors.add("", JsonReader.NOT_UTF_8);
        }
        return body.text();
    }

    private static Body body(APIGatewayV2HTTPEvent event) {
        String text = Optional.ofNullable(event.getBody()).orElse("");
        return event.getIsBase64Encoded() ? Body.ofBase64(text) : Body.of(text);
    }

    /** API Gateway omits empty maps. */
    private static Map<String, String> orNone(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
