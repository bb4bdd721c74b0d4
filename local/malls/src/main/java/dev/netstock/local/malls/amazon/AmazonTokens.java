package dev.netstock.local.malls.amazon;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Refusal;
import dev.netstock.local.malls.shop.Shop;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Tokens of Login with Amazon. Access tokens live an hour; the refresh token stays until a seller
 * withdraws it.
 *
 * @see <a
 *     href="https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api">Connecting
 *     to the SP-API</a>
 */
final class AmazonTokens {
    private static final String CLIENT_ID = "amzn1.application-oa2-client.local";
    private static final String CLIENT_SECRET = "amzn1.oa2-cs.v1.local";
    private static final Duration LIFE = Duration.ofHours(1);

    private final Shop shop;
    private final Map<String, Instant> accessTokens = new HashMap<>();
    private String accessToken = "";
    private String refreshToken = "Atzr|local-1";
    private boolean isWithdrawn;
    private int issued;

    AmazonTokens(Shop shop) {
        this.shop = shop;
        newAccessToken();
    }

    /** The token endpoint. */
    Answer issue(Call call) {
        Map<String, String> form = call.form();
        if (!CLIENT_ID.equals(form.get("client_id"))
                || !CLIENT_SECRET.equals(form.get("client_secret"))) {
            return error(401, "invalid_client", "Client authentication failed");
        }
        if (!"refresh_token".equals(form.get("grant_type"))) {
            return error(400, "unsupported_grant_type", "The grant type is not supported");
        }
        if (isWithdrawn || !refreshToken.equals(form.get("refresh_token"))) {
            return error(
                    400,
                    "invalid_grant",
                    "The request has an invalid grant parameter : refresh_token");
        }
        newAccessToken();
        return Answer.json(
                200,
                Json.object()
                        .put("access_token", accessToken)
                        .put("refresh_token", refreshToken)
                        .put("token_type", "bearer")
                        .put("expires_in", LIFE.toSeconds()));
    }

    /** Refuses a request without a valid access token. */
    void authorize(Call call) {
        boolean isValid =
                call.header("x-amz-access-token")
                        .map(accessTokens::get)
                        .filter(expiry -> shop.now().isBefore(expiry))
                        .isPresent();
        if (!isValid) {
            throw new Refusal(
                    AmazonMall.error(
                            403, "Unauthorized", "Access to requested resource is denied."));
        }
    }

    ObjectNode credentials() {
        return Json.object()
                .put("clientId", CLIENT_ID)
                .put("clientSecret", CLIENT_SECRET)
                .put("refreshToken", refreshToken)
                .put("accessToken", accessToken);
    }

    boolean expire(String credential) {
        switch (credential) {
            case "access" -> accessTokens.clear();
            case "refresh" -> isWithdrawn = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    boolean renew(String credential) {
        switch (credential) {
            case "access" -> newAccessToken();
            case "refresh" -> {
                isWithdrawn = false;
                refreshToken = "Atzr|local-" + (issued + 1);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void newAccessToken() {
        issued++;
        accessToken = "Atza|local-" + issued;
        accessTokens.put(accessToken, shop.now().plus(LIFE));
    }

    private static Answer error(int status, String code, String description) {
        return Answer.json(
                status, Json.object().put("error", code).put("error_description", description));
    }
}
