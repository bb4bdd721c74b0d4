package dev.netstock.malls.adapter.yahoo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Cipher;

/**
 * The proof that a request comes from the store: {@code sellerId:unixSeconds}, encrypted with the
 * store's public key (RSA, PKCS #1 v1.5), in base64. The padding is random, so no two are equal.
 *
 * @see <a
 *     href="https://developer.yahoo.co.jp/webapi/shopping/api_contents/api_publickey.html">Public-key
 *     authentication</a>
 */
final class YahooSignature {
    private YahooSignature() {}

    /**
     * Signs.
     *
     * @param publicKeyPem the key as Yahoo hands it out, {@code -----BEGIN PUBLIC KEY-----}
     * @throws IllegalStateException if it is no such key
     */
    static String of(String sellerId, Instant now, String publicKeyPem) {
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key(publicKeyPem));
            String plain = sellerId + ":" + now.getEpochSecond();
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain.getBytes(UTF_8)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("The store's public key cannot be used", e);
        }
    }

    private static PublicKey key(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s|\\\\n", "");
        return KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }
}
