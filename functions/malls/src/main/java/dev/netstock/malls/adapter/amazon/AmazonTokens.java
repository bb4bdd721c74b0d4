package dev.netstock.malls.adapter.amazon;

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

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/**
 * Refreshes access tokens at Login with Amazon (LWA). An access token lives for an hour.
 *
 * @param http sends the requests
 * @param tokenUrl the settings' token endpoint
 * @see <a
 *     href="https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api">Connect
 *     to the Selling Partner API</a>
 */
record AmazonTokens(MallHttp http, URI tokenUrl) implements AccessTokens.Refresh {
    static final String CLIENT_ID = "clientId";
    static final String CLIENT_SECRET = "clientSecret";

    @Override
    public RefreshedToken apply(StoredCredentials credentials) {
        var form =
                new FormText()
                        .add("grant_type", "refresh_token")
                        .add("refresh_token", credentials.required(AccessTokens.REFRESH_TOKEN))
                        .add("client_id", credentials.required(CLIENT_ID))
                        .add("client_secret", credentials.required(CLIENT_SECRET));
        Answered answer =
                http.send(
                                HttpRequest.newBuilder(tokenUrl)
                                        .header("Content-Type", FormText.CONTENT_TYPE)
                                        .POST(BodyPublishers.ofString(form.toString(), UTF_8))
                                        .build())
                        .ofReading();
        if (answer.status() != 200) {
            throw refused(answer);
        }
        return UnreadableAnswer.asUnavailable(() -> token(AnswerJson.read(answer.body())));
    }

    private static RefreshedToken token(AnswerJson answer) {
        return new RefreshedToken(
                answer.text("access_token"),
                Duration.ofSeconds(answer.number("expires_in")),
                answer.findText("refresh_token"));
    }

    private static RuntimeException refused(Answered answer) {
        String error =
                AnswerJson.tryRead(answer.body())
                        .flatMap(it -> it.findText("error"))
                        .orElse("HTTP " + answer.status());
        return switch (error) {
            case "invalid_grant", "invalid_client", "unauthorized_client" ->
                    new CredentialExpired("Login with Amazon answers " + error);
            default -> new MallUnavailable("Login with Amazon answers " + error);
        };
    }
}
