package dev.netstock.malls.adapter.yahoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;

import javax.crypto.Cipher;

class YahooSignatureTest {
    private static final KeyPair KEYS = keys();

    /** As Yahoo hands it out. */
    static final String PUBLIC_KEY = pem(KEYS);

    private static final Instant NOW = Instant.parse("2026-11-28T03:00:00.9Z");

    @Test
    void of_decryptedWithThePrivateKey_isSellerAndSeconds() throws GeneralSecurityException {
        String signature = YahooSignature.of("snbx-store", NOW, PUBLIC_KEY);

        Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        cipher.init(Cipher.DECRYPT_MODE, KEYS.getPrivate());
        assertThat(cipher.doFinal(Base64.getDecoder().decode(signature)))
                .asString(UTF_8)
                .isEqualTo("snbx-store:1795834800");
        assertThat(YahooSignature.of("snbx-store", NOW, PUBLIC_KEY)).isNotEqualTo(signature);
    }

    @Test
    void of_noKey_saysSoWithoutRepeatingIt() {
        assertThatThrownBy(() -> YahooSignature.of("s", NOW, "secret!"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret");
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(KeyPair keys) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
