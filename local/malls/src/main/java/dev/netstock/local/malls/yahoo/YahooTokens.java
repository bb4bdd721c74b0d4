package dev.netstock.local.malls.yahoo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.malls.protocol.Answer;
import dev.netstock.local.malls.protocol.Call;
import dev.netstock.local.malls.protocol.Json;
import dev.netstock.local.malls.protocol.Refusal;
import dev.netstock.local.malls.shop.Fault;
import dev.netstock.local.malls.shop.Shop;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import javax.crypto.Cipher;

/**
 * Tokens of YConnect v2, and the signature of order APIs. Access tokens live an hour. A refresh
 * token lives four weeks from the consent; refreshing neither moves that nor replaces the token,
 * unless {@link Fault#ROTATE_REFRESH_TOKEN} is set. Once an order API is called without a valid
 * signature, the consent ends after twelve hours.
 *
 * <p>Assumed: that a signature counts for five minutes, and that a wrong one counts as none.
 */
final class YahooTokens {
    private static final String CLIENT_ID = "dj0zaiZlocal";
    private static final String CLIENT_SECRET = "yahoo-client-secret";
    private static final Duration ACCESS_LIFE = Duration.ofHours(1);
    private static final Duration CONSENT_LIFE = Duration.ofDays(28);
    private static final Duration UNSIGNED_LIFE = Duration.ofHours(12);
    private static final Duration SIGNATURE_LIFE = Duration.ofMinutes(5);
    private static final Duration KEY_LIFE = Duration.ofDays(365);
    private static final int KEY_BITS = 2048;

    private final Shop shop;
    private final Map<String, Instant> accessTokens = new HashMap<>();
    private KeyPair keys = FirstKeys.PAIR;
    private int keyVersion = 1;
    private Instant keyExpiresAt;
    private Instant consentAt;
    private Instant consentEnd;
    private boolean isUsedUnsigned;
    private String refreshToken = "";
    private String accessToken = "";
    private int issued;

    /** Made once for all malls of this process, since it takes time. */
    private static final class FirstKeys {
        static final KeyPair PAIR = newKeys();
    }

    YahooTokens(Shop shop) {
        this.shop = shop;
        this.keyExpiresAt = shop.now().plus(KEY_LIFE);
        this.consentAt = shop.now();
        this.consentEnd = consentAt.plus(CONSENT_LIFE);
        consent();
    }

    /** The token endpoint. */
    Answer issue(Call call) {
        String pair = CLIENT_ID + ":" + CLIENT_SECRET;
        String expected = Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
        if (!call.authorization("Basic").filter(expected::equals).isPresent()) {
            return error(401, "invalid_client", "The client is unknown");
        }
        Map<String, String> form = call.form();
        if (!"refresh_token".equals(form.get("grant_type"))) {
            return error(400, "unsupported_grant_type", "The grant type is not supported");
        }
        if (!refreshToken.equals(form.get("refresh_token")) || !shop.now().isBefore(end())) {
            return error(400, "invalid_grant", "The refresh token is invalid or has expired");
        }
        newAccessToken();
        var body =
                Json.object()
                        .put("access_token", accessToken)
                        .put("token_type", "Bearer")
                        .put("expires_in", ACCESS_LIFE.toSeconds());
        if (shop.faults().isOn(Fault.ROTATE_REFRESH_TOKEN)) {
            refreshToken = "refresh-" + issued;
            body.put("refresh_token", refreshToken);
        }
        return Answer.json(200, body);
    }

    /** Refuses a request without a valid access token. */
    void authorize(Call call) {
        boolean isValid =
                call.authorization("Bearer")
                        .map(accessTokens::get)
                        .filter(expiry -> shop.now().isBefore(expiry))
                        .isPresent();
        if (!isValid) {
            throw new Refusal(
                    YahooMall.error(401, "px-04101", "AccessToken is invalid or has expired")
                            .with("WWW-Authenticate", "Bearer error=\"invalid_token\""));
        }
    }

    /**
     * Judges the signature of an order API's request: {@code authorized}, {@code unauthorized}, or
     * empty without one.
     *
     * @throws Refusal if the consent has ended
     */
    String signature(Call call) {
        if (isSigned(call)) {
            return "authorized";
        }
        isUsedUnsigned = true;
        if (!shop.now().isBefore(end())) {
            throw new Refusal(
                    YahooMall.error(
                            401,
                            "px-04102",
                            "AccessToken has been expired. This API session is shorter than another"
                                    + " API."));
        }
        return call.header("X-sws-signature").isPresent() ? "unauthorized" : "";
    }

    private boolean isSigned(Call call) {
        boolean hasKey =
                call.header("X-sws-signature-version")
                                .filter(Integer.toString(keyVersion)::equals)
                                .isPresent()
                        && shop.now().isBefore(keyExpiresAt);
        return hasKey && call.header("X-sws-signature").filter(this::isFresh).isPresent();
    }

    private boolean isFresh(String signature) {
        try {
            var cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, keys.getPrivate());
            String text = new String(cipher.doFinal(Base64.getDecoder().decode(signature)), UTF_8);
            String[] parts = text.split(":", -1);
            if (parts.length != 2 || !parts[0].equals(YahooMall.SELLER)) {
                return false;
            }
            Instant signedAt = Instant.ofEpochSecond(Long.parseLong(parts[1]));
            return Duration.between(signedAt, shop.now()).abs().compareTo(SIGNATURE_LIFE) <= 0;
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    private Instant end() {
        Instant early = consentAt.plus(UNSIGNED_LIFE);
        return isUsedUnsigned && early.isBefore(consentEnd) ? early : consentEnd;
    }

    ObjectNode credentials() {
        return Json.object()
                .put("sellerId", YahooMall.SELLER)
                .put("clientId", CLIENT_ID)
                .put("clientSecret", CLIENT_SECRET)
                .put("refreshToken", refreshToken)
                .put("accessToken", accessToken)
                .put("consentEnd", end().toString())
                .put("publicKey", publicKey())
                .put("publicKeyVersion", Integer.toString(keyVersion));
    }

    boolean expire(String credential) {
        switch (credential) {
            case "access" -> accessTokens.clear();
            case "refresh" -> consentEnd = shop.now();
            case "signature" -> keyExpiresAt = shop.now();
            default -> {
                return false;
            }
        }
        return true;
    }

    boolean renew(String credential) {
        switch (credential) {
            case "access" -> newAccessToken();
            case "refresh" -> consent();
            case "signature" -> {
                keys = newKeys();
                keyVersion++;
                keyExpiresAt = shop.now().plus(KEY_LIFE);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** As when a person consents. */
    private void consent() {
        consentAt = shop.now();
        consentEnd = consentAt.plus(CONSENT_LIFE);
        isUsedUnsigned = false;
        newAccessToken();
        refreshToken = "refresh-" + issued;
    }

    private void newAccessToken() {
        issued++;
        accessToken = "access-" + issued;
        accessTokens.put(accessToken, shop.now().plus(ACCESS_LIFE));
    }

    private String publicKey() {
        return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(
                        Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(keys.getPublic().getEncoded()));
    }

    private static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(KEY_BITS);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No key pair could be made", e);
        }
    }

    private static Answer error(int status, String code, String description) {
        return Answer.json(
                status, Json.object().put("error", code).put("error_description", description));
    }
}
