package dev.netstock.malls.adapter.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When the keys and consents of a mall expire. A person must renew each of them, so the person is
 * warned {@link #WARNING_DAYS} before. Immutable.
 *
 * @param mall the mall's name
 * @param expiries one for each key and consent that expires
 */
public record CredentialLife(String mall, List<Expiry> expiries) {
    /** The days left at which an alarm rings. */
    public static final List<Integer> WARNING_DAYS = List.of(14, 7, 2);

    public CredentialLife {
        expiries = List.copyOf(expiries);
    }

    /**
     * The end of one key or consent.
     *
     * @param credential which one, for example {@code license key}
     * @param at from when the mall refuses it
     */
    public record Expiry(String credential, Instant at) {
        /** The days left, rounded down; negative once it has expired. */
        public long daysLeft(Instant now) {
            return Math.floorDiv(Duration.between(now, at).toSeconds(), 86_400);
        }

        /** The smallest of {@link #WARNING_DAYS} that has been reached. */
        public Optional<Integer> warning(Instant now) {
            return WARNING_DAYS.stream()
                    .filter(days -> !now.isBefore(at.minus(Duration.ofDays(days))))
                    .min(Comparator.naturalOrder());
        }
    }

    /** The days left of what expires first: the value of the metric; empty if nothing expires. */
    public Optional<Long> daysLeft(Instant now) {
        return expiries.stream().map(expiry -> expiry.daysLeft(now)).min(Comparator.naturalOrder());
    }

    /**
     * What entered another warning between two checks, for an alarm that rings once for each of
     * {@link #WARNING_DAYS}.
     */
    public List<Expiry> newWarnings(Instant lastCheck, Instant now) {
        return expiries.stream()
                .filter(expiry -> !expiry.warning(now).equals(expiry.warning(lastCheck)))
                .toList();
    }
}
