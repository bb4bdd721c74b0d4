package dev.netstock.malls.adapter.credential;

import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.MallException;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Watches when the keys and consents of all malls expire. Its result is meant for a metric with the
 * mall as its dimension, and an alarm for each of {@link CredentialLife#WARNING_DAYS}: an alarm
 * that misses its metric rings as well, so a mall that could not be asked has no value.
 *
 * @param lives asks each mall, by its name
 */
public record CredentialWatch(Map<String, Supplier<CredentialLife>> lives) {
    /** The value of a mall that refuses its credential already. */
    public static final long EXPIRED = -1;

    public CredentialWatch {
        lives = Map.copyOf(lives);
    }

    /**
     * The days left of what expires first, for each mall that has such a date and could be asked.
     *
     * @return by the mall's name; negative once it has expired
     */
    public Map<String, Long> daysLeft(Instant now) {
        Map<String, Long> daysLeft = new LinkedHashMap<>();
        lives.forEach(
                (mall, life) -> daysLeft(life, now).ifPresent(days -> daysLeft.put(mall, days)));
        return daysLeft;
    }

    private static Optional<Long> daysLeft(Supplier<CredentialLife> life, Instant now) {
        try {
            return life.get().daysLeft(now);
        } catch (CredentialExpired _) {
            return Optional.of(EXPIRED);
        } catch (MallException _) {
            return Optional.empty();
        }
    }
}
