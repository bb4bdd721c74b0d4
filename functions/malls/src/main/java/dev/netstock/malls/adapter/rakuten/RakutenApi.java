package dev.netstock.malls.adapter.rakuten;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.malls.adapter.credential.CachedCredentials;
import dev.netstock.malls.adapter.credential.StoredCredentials;
import dev.netstock.malls.adapter.http.AnswerJson;
import dev.netstock.malls.adapter.http.MallAnswer;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallRefused;
import dev.netstock.platform.json.JsonWriter;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Requests to RMS WEB SERVICE, with the header {@code ESA base64(serviceSecret:licenseKey)}. The
 * credential has the values {@code serviceSecret} and {@code licenseKey}. Thread-safe.
 *
 * @param http sends the requests
 * @param base the settings' base
 * @param credentials the shop's key
 */
record RakutenApi(MallHttp http, URI base, CachedCredentials credentials) {
    static final String SERVICE_SECRET = "serviceSecret";
    static final String LICENSE_KEY = "licenseKey";

    /**
     * The gateway's error of authentication (confidence: several clients agree): {@code
     * {"Results":{"errorCode":"ES04-01","message":"…"}}}.
     */
    private static final String GATEWAY_REFUSAL = "ES04-01";

    /**
     * One error of an answer.
     *
     * @param path the property that it is about, such as {@code inventories[0].quantity}
     */
    record ApiError(String code, String message, Optional<String> path) {}

    /** Posts a JSON object. */
    MallAnswer post(String path, JsonWriter.Part members) {
        String body = JsonWriter.object(members);
        return send(
                path,
                request ->
                        request.header("Content-Type", "application/json; charset=utf-8")
                                .POST(BodyPublishers.ofString(body, UTF_8)));
    }

    /** Posts a JSON object that changes nothing, and returns the answer's body. */
    AnswerJson query(String path, JsonWriter.Part members) {
        return body(post(path, members).ofReading());
    }

    /** Gets a path that may depend on the credentials. */
    AnswerJson get(String path) {
        return body(send(path, HttpRequest.Builder::GET).ofReading());
    }

    /** The errors of an answer of any of the APIs; none if it has none. */
    static List<ApiError> errors(Answered answer) {
        return AnswerJson.tryRead(answer.body()).map(RakutenApi::errors).orElse(List.of());
    }

    private static List<ApiError> errors(AnswerJson answer) {
        Optional<AnswerJson> gateway = answer.find("Results");
        if (gateway.isPresent()) {
            return List.of(
                    new ApiError(
                            gateway.get().findText("errorCode").orElse("unknown"),
                            gateway.get().findText("message").orElse(""),
                            Optional.empty()));
        }
        return answer.elements("errors").stream()
                .map(
                        error ->
                                new ApiError(
                                        error.findText("code").orElse("unknown"),
                                        error.findText("message").orElse(""),
                                        error.find("metadata")
                                                .flatMap(it -> it.findText("propertyPath"))))
                .toList();
    }

    private static AnswerJson body(Answered answer) {
        if (answer.status() == 200) {
            return AnswerJson.read(answer.body());
        }
        ApiError first =
                errors(answer).stream()
                        .findFirst()
                        .orElse(new ApiError("HTTP " + answer.status(), "", Optional.empty()));
        throw new MallRefused(first.code(), first.message());
    }

    /** A key that the gateway refuses is read again once: a person may have renewed it. */
    private MallAnswer send(String path, Request request) {
        StoredCredentials used = credentials.current();
        MallAnswer answer = http.send(request(path, request, used));
        if (!isRefusal(answer)) {
            return answer;
        }
        StoredCredentials renewed = credentials.reread();
        if (!renewed.version().equals(used.version())) {
            answer = http.send(request(path, request, renewed));
        }
        if (isRefusal(answer)) {
            throw new CredentialExpired("Rakuten refuses the license key");
        }
        return answer;
    }

    private HttpRequest request(String path, Request request, StoredCredentials key) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Authorization", authorization(key))
                        .header("Accept", "application/json");
        request.complete(builder);
        return builder.build();
    }

    static String authorization(StoredCredentials key) {
        String pair = key.required(SERVICE_SECRET) + ":" + key.required(LICENSE_KEY);
        return "ESA " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private static boolean isRefusal(MallAnswer answer) {
        return answer instanceof Answered answered
                && (answered.status() == 401
                        || answered.status() == 403
                        || errors(answered).stream()
                                .anyMatch(error -> error.code().equals(GATEWAY_REFUSAL)));
    }

    /** Adds method, body and headers. */
    @FunctionalInterface
    private interface Request {
        void complete(HttpRequest.Builder request);
    }
}
