package dev.netstock.malls.adapter.amazon;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.malls.adapter.credential.AccessTokens;
import dev.netstock.malls.adapter.http.AnswerJson;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallRefused;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.platform.json.JsonWriter;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;

/**
 * Requests to the Selling Partner API, with an access token. Thread-safe.
 *
 * @param http sends the requests
 * @param base the settings' base
 * @param tokens the seller's tokens
 */
record AmazonApi(MallHttp http, URI base, AccessTokens tokens) {
    /** The rate of an operation, in requests a second: so long lasts a refused request. */
    private static final String RATE = "x-amzn-ratelimit-limit";

    /**
     * The first of an answer's errors: {@code {"errors":[{"code","message","details"}]}}.
     *
     * @param code such as {@code InvalidInput}
     */
    record ApiError(String code, String message) {}

    /** Gets a path. */
    MallAnswer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** Sends a JSON object. */
    MallAnswer send(String method, String path, JsonWriter.Part members) {
        return send(method, path, BodyPublishers.ofString(JsonWriter.object(members), UTF_8));
    }

    /** The body of an answer of status 200 to 202, to a request that changes nothing. */
    static AnswerJson body(MallAnswer answer) {
        if (answer instanceof Answered throttled && throttled.status() == 429) {
            throw new MallThrottled(delay(throttled));
        }
        Answered answered = answer.ofReading();
        if (answered.status() >= 300) {
            ApiError error = error(answered);
            throw new MallRefused(error.code(), error.message());
        }
        return AnswerJson.read(answered.body());
    }

    static ApiError error(Answered answer) {
        return AnswerJson.tryRead(answer.body())
                .flatMap(it -> it.elements("errors").stream().findFirst())
                .map(
                        error ->
                                new ApiError(
                                        error.findText("code").orElse("unknown"),
                                        error.findText("message").orElse("")))
                .orElseGet(() -> new ApiError("HTTP " + answer.status(), ""));
    }

    /** How long to wait after a 429: until the next request of the operation's rate. */
    static Duration delay(Answered answer) {
        Optional<Double> perSecond =
                answer.header(RATE)
                        .filter(text -> text.matches("\\d{1,4}(\\.\\d{1,9})?"))
                        .map(Double::valueOf)
                        .filter(rate -> rate > 0);
        return perSecond
                .map(rate -> Duration.ofMillis((long) (1_000 / rate)))
                .orElseGet(answer::retryAfter);
    }

    /** A refused token is replaced once: a refused request has no effect. */
    private MallAnswer send(String method, String path, BodyPublisher body) {
        String token = tokens.token();
        MallAnswer answer = http.send(request(method, path, body, token));
        if (isTokenRefused(answer)) {
            answer = http.send(request(method, path, body, tokens.replacing(token)));
        }
        if (isTokenRefused(answer)) {
            throw new CredentialExpired("Amazon refuses a new access token");
        }
        return answer;
    }

    private HttpRequest request(String method, String path, BodyPublisher body, String token) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("x-amz-access-token", token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("User-Agent", "net-stock/1.0 (Language=Java)")
                .method(method, body)
                .build();
    }

    private static boolean isTokenRefused(MallAnswer answer) {
        return answer instanceof Answered answered
                && (answered.status() == 401 || answered.status() == 403);
    }
}
