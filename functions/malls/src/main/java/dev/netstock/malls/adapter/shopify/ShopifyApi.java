package dev.netstock.malls.adapter.shopify;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.malls.adapter.credential.CachedCredentials;
import dev.netstock.malls.adapter.credential.StoredCredentials;
import dev.netstock.malls.adapter.http.AnswerJson;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallRefused;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.platform.json.JsonWriter;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Requests to the GraphQL Admin API. The credential has the value {@code adminToken}, the app's
 * access token for the store. Thread-safe.
 *
 * @param http sends the requests
 * @param base the settings' base
 * @param credentials the app's token
 */
record ShopifyApi(MallHttp http, URI base, CachedCredentials credentials) {
    static final String ADMIN_TOKEN = "adminToken";

    private static final String PATH = "/admin/api/2026-04/graphql.json";
    private static final Duration DELAY_MIN = Duration.ofMillis(100);
    private static final Duration DELAY_MAX = Duration.ofSeconds(30);

    /**
     * Sends a mutation. The status of an answered one is 200, unless the mall is not able to
     * answer.
     *
     * @throws CredentialExpired if the token is refused
     */
    MallAnswer send(String document, JsonWriter.Part variables) {
        String body =
                JsonWriter.object(
                        json -> {
                            json.writeStringField("query", document);
                            json.writeObjectFieldStart("variables");
                            variables.to(json);
                            json.writeEndObject();
                        });
        StoredCredentials used = credentials.current();
        MallAnswer answer = http.send(request(body, used));
        if (!isRefusal(answer)) {
            return answer;
        }
        StoredCredentials renewed = credentials.reread();
        if (!renewed.version().equals(used.version())) {
            answer = http.send(request(body, renewed));
        }
        if (isRefusal(answer)) {
            throw new CredentialExpired("Shopify refuses the access token");
        }
        return answer;
    }

    /** Sends a query and returns its {@code data}. */
    AnswerJson query(String document, JsonWriter.Part variables) {
        Answered answered = send(document, variables).ofReading();
        if (answered.status() != 200) {
            throw new MallRefused("HTTP " + answered.status(), "GraphQL was not reached");
        }
        AnswerJson answer = AnswerJson.read(answered.body());
        throttle(answer)
                .ifPresent(
                        delay -> {
                            throw new MallThrottled(delay);
                        });
        errors(answer).stream()
                .findFirst()
                .ifPresent(
                        error -> {
                            throw isInternal(error)
                                    ? new MallUnavailable(error.code())
                                    : new MallRefused(error.code(), error.message());
                        });
        return answer.at("data");
    }

    /**
     * One of the errors of an answer as a whole.
     *
     * @param field the alias or name of the field that failed; empty if nothing was executed
     */
    record GraphQlError(String code, String message, Optional<String> field) {}

    static List<GraphQlError> errors(AnswerJson answer) {
        return answer.elements("errors").stream()
                .map(
                        error ->
                                new GraphQlError(
                                        error.find("extensions")
                                                .flatMap(it -> it.findText("code"))
                                                .orElse("unknown"),
                                        error.findText("message").orElse(""),
                                        error.elements("path").stream()
                                                .findFirst()
                                                .flatMap(AnswerJson::asText)))
                .toList();
    }

    static boolean isInternal(GraphQlError error) {
        return error.code().equals("INTERNAL_SERVER_ERROR");
    }

    /**
     * How long to wait, if the request was throttled: until as many points are restored as it
     * needs. A throttled request is not executed.
     */
    static Optional<Duration> throttle(AnswerJson answer) {
        return errors(answer).stream().anyMatch(error -> error.code().equals("THROTTLED"))
                ? Optional.of(delay(answer))
                : Optional.empty();
    }

    private static Duration delay(AnswerJson answer) {
        Optional<AnswerJson> cost = answer.find("extensions").flatMap(it -> it.find("cost"));
        Optional<AnswerJson> status = cost.flatMap(it -> it.find("throttleStatus"));
        long needed = number(cost, "requestedQueryCost") - number(status, "currentlyAvailable");
        long restored = Math.max(1, number(status, "restoreRate"));
        Duration delay = Duration.ofMillis(needed * 1_000 / restored);
        if (delay.compareTo(DELAY_MIN) < 0) {
            return MallAnswer.THROTTLE_DELAY;
        }
        return delay.compareTo(DELAY_MAX) > 0 ? DELAY_MAX : delay;
    }

    /** Shopify writes some of these numbers with a fraction. */
    private static long number(Optional<AnswerJson> object, String name) {
        return object.flatMap(it -> it.findText(name))
                .map(text -> (long) Double.parseDouble(text))
                .orElse(0L);
    }

    private HttpRequest request(String body, StoredCredentials token) {
        return HttpRequest.newBuilder(URI.create(base + PATH))
                .header("Content-Type", "application/json")
                .header("X-Shopify-Access-Token", token.required(ADMIN_TOKEN))
                .POST(BodyPublishers.ofString(body, UTF_8))
                .build();
    }

    private static boolean isRefusal(MallAnswer answer) {
        return answer instanceof Answered answered
                && (answered.status() == 401 || answered.status() == 403);
    }
}
