package dev.netstock.malls.adapter.aupay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.malls.adapter.credential.CachedCredentials;
import dev.netstock.malls.adapter.credential.StoredCredentials;
import dev.netstock.malls.adapter.http.AnswerXml;
import dev.netstock.malls.adapter.http.FormText;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallRefused;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.malls.port.WriteResult;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.Set;

/**
 * Requests to au PAY Market. The credential has the value {@code apiKey}. Failures have status 200
 * too: {@code <result><status>1</status><error><code/><message/></error></result>}. Thread-safe.
 *
 * @param http sends the requests
 * @param base the settings' base
 * @param credentials the shop's key
 */
record AuPayApi(MallHttp http, URI base, CachedCredentials credentials) {
    static final String API_KEY = "apiKey";

    private static final String FAILED = "1";

    /**
     * The codes of failures that need more than a report. The mall's real codes are not known
     * (confidence: low): all of these are to be replaced by those that a shop sees.
     */
    private static final Set<String> CREDENTIAL_CODES = Set.of("AUTHENTICATION", "ADDRESS");

    static final String UNKNOWN_ORDER_CODE = "NO_ORDER";
    private static final String MAINTENANCE_CODE = "MAINTENANCE";
    private static final String RATE_CODE = "RATE";

    /** The error of an answer. */
    record ApiError(String code, String message) {}

    MallAnswer get(String api, FormText parameters) {
        return send(HttpRequest.newBuilder(URI.create(base + "/" + api + "?" + parameters)).GET());
    }

    MallAnswer post(String api, String xml) {
        return send(
                HttpRequest.newBuilder(URI.create(base + "/" + api))
                        .header("Content-Type", "application/xml; charset=utf-8")
                        .POST(BodyPublishers.ofString(xml, UTF_8)));
    }

    /**
     * The body of an answer that only reads.
     *
     * @throws MallRefused if it reports a failure
     */
    static AnswerXml body(MallAnswer answer) {
        Answered answered = answer.ofReading();
        if (answered.status() >= 300) {
            throw new MallRefused("HTTP " + answered.status(), "");
        }
        AnswerXml root = AnswerXml.read(answered.body());
        error(root)
                .ifPresent(
                        error -> {
                            throw switch (error.code()) {
                                case MAINTENANCE_CODE -> new MallUnavailable(error.code());
                                case RATE_CODE -> new MallThrottled(MallAnswer.THROTTLE_DELAY);
                                default -> new MallRefused(error.code(), error.message());
                            };
                        });
        return root;
    }

    /** The result of a write that fails as a whole. Codes that are not known say nothing of it. */
    static WriteResult writeResult(ApiError error) {
        return switch (error.code()) {
            case MAINTENANCE_CODE -> new WriteResult.Unavailable(error.code());
            case RATE_CODE -> new WriteResult.Throttled(MallAnswer.THROTTLE_DELAY);
            default -> new WriteResult.InDoubt(error.code());
        };
    }

    /** The failure that an answer reports, if it does. */
    static Optional<ApiError> error(AnswerXml root) {
        AnswerXml result = root.at("result");
        return result.text("status").equals(FAILED)
                ? Optional.of(apiError(result))
                : Optional.empty();
    }

    /** The error in an element. */
    static ApiError apiError(AnswerXml in) {
        Optional<AnswerXml> error = in.find("error");
        return new ApiError(
                error.flatMap(it -> it.findText("code")).orElse("unknown"),
                error.flatMap(it -> it.findText("message")).orElse(""));
    }

    private MallAnswer send(HttpRequest.Builder request) {
        StoredCredentials used = credentials.current();
        MallAnswer answer = http.send(signed(request, used));
        if (!isRefusal(answer)) {
            return answer;
        }
        StoredCredentials renewed = credentials.reread();
        if (!renewed.version().equals(used.version())) {
            answer = http.send(signed(request, renewed));
        }
        if (isRefusal(answer)) {
            throw new CredentialExpired("au PAY Market refuses the key, or the sender's address");
        }
        return answer;
    }

    private static HttpRequest signed(HttpRequest.Builder request, StoredCredentials key) {
        return request.setHeader("Authorization", "Bearer " + key.required(API_KEY)).build();
    }

    private static boolean isRefusal(MallAnswer answer) {
        return answer instanceof Answered answered
                && (answered.status() == 401
                        || answered.status() == 403
                        || AnswerXml.tryRead(answered.body())
                                .flatMap(root -> root.find("result"))
                                .filter(
                                        result ->
                                                CREDENTIAL_CODES.contains(apiError(result).code()))
                                .isPresent());
    }
}
