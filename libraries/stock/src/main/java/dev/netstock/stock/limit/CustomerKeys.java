package dev.netstock.stock.limit;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that hash customers: HMAC-SHA-256. A limit names its key, so older keys stay until the
 * limits that name them have ended. Thread-safe.
 */
public final class CustomerKeys implements CustomerHash {
    private static final String ALGORITHM = "HmacSHA256";

    private final String current;
    private final Map<String, String> keys;

    /**
     * @param current the id of the key for new limits
     * @param keys the keys by id
     */
    public CustomerKeys(String current, Map<String, String> keys) {
        if (!keys.containsKey(current)) {
            throw new IllegalArgumentException("The current key is missing");
        }
        if (keys.values().stream().anyMatch(key -> key.length() < 32)) {
            throw new IllegalArgumentException("A key has at least 32 characters");
        }
        this.current = current;
        this.keys = Map.copyOf(keys);
    }

    /** The id of the key for new limits. */
    public String current() {
        return current;
    }

    public boolean contains(String key) {
        return keys.containsKey(key);
    }

    /**
     * @throws IllegalArgumentException if there is no such key
     */
    @Override
    public String of(String key, String text) {
        String secret = keys.get(key);
        if (secret == null) {
            throw new IllegalArgumentException("There is no such key of customers");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
        }
    }

    /** Does not show the keys. */
    @Override
    public String toString() {
        return "CustomerKeys";
    }
}
