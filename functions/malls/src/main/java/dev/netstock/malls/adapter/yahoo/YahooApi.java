package dev.netstock.malls.adapter.yahoo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.malls.adapter.credential.AccessTokens;
import dev.netstock.malls.adapter.http.AnswerXml;
import dev.netstock.malls.adapter.http.FormText;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallRefused;
import dev.netstock.malls.port.MallUnavailable;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Requests to the APIs of Yahoo! Shopping, with an access token and the store's signature.
 * Thread-safe.
 */
final class YahooApi {
    private static final String PATH = "/ShoppingWebService/V1/";

    /** The token is too old for the order APIs: refresh it (confidence: several clients agree). */
    private static final String SESSION_EXPIRED = "px-04102";

    private static final String MAINTENANCE = "ed-00002";

    private final MallHttp http;
    private final YahooSettings settings;
    private final AccessTokens tokens;
    private final YahooTokens signature;
    private final AtomicBoolean unsigned = new AtomicBoolean();

    YahooApi(MallHttp http, YahooSettings settings, AccessTokens tokens, YahooTokens signature) {
        this.http = http;
        this.settings = settings;
        this.tokens = tokens;
        this.signature = signature;
    }

    /**
     * An error of an answer as a whole: {@code <Error><Message/><Code>px-…</Code></Error>}.
     *
     * @param code such as {@code st-02104}
     */
    record ApiError(String code, String message) {}

    /**
     * Whether Yahoo did not accept the signature of the last answered request. Then the refresh
     * token lives for 12 hours only.
     */
    boolean isUnsigned() {
        return unsigned.get();
    }

    /** Posts a form. */
    MallAnswer post(String api, FormText form) {
        return send(api, request -> body(request, FormText.CONTENT_TYPE, form.toString()));
    }

    /** Posts XML. */
    MallAnswer post(String api, String xml) {
        return send(api, request -> body(request, "application/xml; charset=utf-8", xml));
    }

    /** Asks the cheapest of the order APIs, to see whether token and signature are accepted. */
    MallAnswer probe() {
        return send(
                "orderCount?" + new FormText().add("sellerId", settings.sellerId()),
                HttpRequest.Builder::GET);
    }

    /**
     * The body of an answer that only reads.
     *
     * @throws MallRefused if Yahoo refuses the request
     * @throws MallUnavailable if there is no answer, or maintenance
     */
    static AnswerXml body(MallAnswer answer) {
        if (answer instanceof Answered answered && answered.status() != 429) {
            error(answered)
                    .ifPresent(
                            error -> {
                                throw isOutage(error.code())
                                        ? new MallUnavailable(error.code())
                                        : new MallRefused(error.code(), error.message());
                            });
        }
        Answered answered = answer.ofReading();
        if (answered.status() >= 300) {
            throw new MallRefused("HTTP " + answered.status(), "");
        }
        return AnswerXml.read(answered.body());
    }

    /** The error of an answer as a whole, if there is one. */
    static Optional<ApiError> error(Answered answer) {
        return AnswerXml.tryRead(answer.body())
                .flatMap(
                        root ->
                                root.name().equals("Error")
                                        ? Optional.of(root)
                                        : root.find("Error"))
                .map(
                        error ->
                                new ApiError(
                                        error.findText("Code").orElse("unknown"),
                                        error.findText("Message").orElse("")));
    }

    /** Whether an error is maintenance or a failure of Yahoo's system. */
    static boolean isOutage(String code) {
        return isMaintenance(code) || isSystemError(code);
    }

    static boolean isMaintenance(String code) {
        return code.equals(MAINTENANCE);
    }

    /** The system failed, perhaps after the effect. */
    static boolean isSystemError(String code) {
        return switch (code) {
            case "ed-00001", "st-01999", "st-02999" -> true;
            default -> false;
        };
    }

    private static void body(HttpRequest.Builder request, String contentType, String text) {
        request.header("Content-Type", contentType).POST(BodyPublishers.ofString(text, UTF_8));
    }

    /** A refused token is replaced once: a refused request has no effect. */
    private MallAnswer send(String api, Consumer<HttpRequest.Builder> content) {
        String token = tokens.token();
        MallAnswer answer = http.send(request(api, content, token));
        if (isTokenRefused(answer)) {
            answer = http.send(request(api, content, tokens.replacing(token)));
        }
        if (isTokenRefused(answer)) {
            throw new CredentialExpired("Yahoo refuses a new access token");
        }
        if (answer instanceof Answered answered) {
            answered.header("x-sws-authorize-status")
                    .ifPresent(status -> unsigned.set(!status.equals("authorized")));
        }
        return answer;
    }

    private HttpRequest request(String api, Consumer<HttpRequest.Builder> content, String token) {
        var request =
                HttpRequest.newBuilder(URI.create(settings.base() + PATH + api))
                        .header("Authorization", "Bearer " + token);
        content.accept(request);
        signature.sign(request, tokens.credentials());
        return request.build();
    }

    private static boolean isTokenRefused(MallAnswer answer) {
        return answer instanceof Answered answered
                && (answered.status() == 401
                        || error(answered)
                                .filter(error -> error.code().equals(SESSION_EXPIRED))
                                .isPresent());
    }
}
