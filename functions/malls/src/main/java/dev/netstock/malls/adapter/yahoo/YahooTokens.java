package dev.netstock.malls.adapter.yahoo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.malls.adapter.credential.AccessTokens;
import dev.netstock.malls.adapter.credential.AccessTokens.RefreshedToken;
import dev.netstock.malls.adapter.credential.StoredCredentials;
import dev.netstock.malls.adapter.http.AnswerJson;
import dev.netstock.malls.adapter.http.FormText;
import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.MallHttp;
import dev.netstock.malls.adapter.http.UnreadableAnswer;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallUnavailable;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Refreshes access tokens at Yahoo! ID. An access token lives for an hour. The refresh token lives
 * for four weeks from the consent of a person, and is not replaced by a refresh.
 *
 * @param http sends the requests
 * @param settings the store
 * @param clock the time of signatures
 * @see <a href="https://developer.yahoo.co.jp/yconnect/v2/authorization_code/token.html">Token
 *     endpoint</a>
 */
record YahooTokens(MallHttp http, YahooSettings settings, InstantSource clock)
        implements AccessTokens.Refresh {
    static final String CLIENT_ID = "clientId";
    static final String CLIENT_SECRET = "clientSecret";
    static final String PUBLIC_KEY = "publicKey";
    static final String PUBLIC_KEY_VERSION = "publicKeyVersion";

    @Override
    public RefreshedToken apply(StoredCredentials credentials) {
        String form =
                new FormText()
                        .add("grant_type", "refresh_token")
                        .add("refresh_token", credentials.required(AccessTokens.REFRESH_TOKEN))
                        .toString();
        var request =
                HttpRequest.newBuilder(settings.tokenUrl())
                        .header("Authorization", basic(credentials))
                        .header("Content-Type", FormText.CONTENT_TYPE)
                        .POST(BodyPublishers.ofString(form, UTF_8));
        sign(request, credentials);
        Answered answer = http.send(request.build()).ofReading();
        if (answer.status() != 200) {
            throw refused(answer);
        }
        return UnreadableAnswer.asUnavailable(() -> token(AnswerJson.read(answer.body())));
    }

    /** Adds the signature, if the store has a public key. */
    void sign(HttpRequest.Builder request, StoredCredentials credentials) {
        credentials
                .find(PUBLIC_KEY)
                .ifPresent(
                        key -> {
                            request.header(
                                    "X-sws-signature",
                                    YahooSignature.of(settings.sellerId(), clock.instant(), key));
                            request.header(
                                    "X-sws-signature-version",
                                    credentials.required(PUBLIC_KEY_VERSION));
                        });
    }

    private static RefreshedToken token(AnswerJson answer) {
        return new RefreshedToken(
                answer.text("access_token"),
                Duration.ofSeconds(Long.parseLong(answer.text("expires_in"))),
                answer.findText("refresh_token"));
    }

    private static RuntimeException refused(Answered answer) {
        String error =
                AnswerJson.tryRead(answer.body())
                        .flatMap(it -> it.findText("error"))
                        .orElse("HTTP " + answer.status());
        return switch (error) {
            case "invalid_grant", "invalid_client", "unauthorized_client", "invalid_token" ->
                    new CredentialExpired("Yahoo answers " + error);
            default -> new MallUnavailable("Yahoo's token endpoint answers " + error);
        };
    }

    private static String basic(StoredCredentials credentials) {
        String pair = credentials.required(CLIENT_ID) + ":" + credentials.required(CLIENT_SECRET);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
}
