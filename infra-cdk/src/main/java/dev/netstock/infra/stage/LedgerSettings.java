package dev.netstock.infra.stage;

import software.amazon.awscdk.Duration;

import java.time.ZoneId;

/**
 * The ledger of a stage.
 *
 * @param database how large its database is
 * @param movementsKept how long the stream keeps a movement that nobody could take in, 24 h–365 d
 * @param filesKept how long files and reports are kept
 * @param syncEvery how long supply waits at most if the word of its change is lost
 * @param reconcileAt when both sides are compared each day, as hours and minutes UTC: {@code 18:30}
 * @param reconcileSlices how many slices a comparison is cut into
 * @param reconcileSettleSeconds how long a difference must last to be more than units on their way
 * @param reconcileRepairs whether the daily comparison also mends what it finds
 * @param suppliesPerSecond how many supplies a second the sync writes, which leaves room to
 *     checkout
 * @param timeZone where the retailer is: a business date after tomorrow there is refused
 */
public record LedgerSettings(
        LedgerDatabaseSettings database,
        Duration movementsKept,
        Duration filesKept,
        Duration syncEvery,
        String reconcileAt,
        int reconcileSlices,
        int reconcileSettleSeconds,
        boolean reconcileRepairs,
        int suppliesPerSecond,
        ZoneId timeZone) {
    public LedgerSettings {
        if (!reconcileAt.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
            throw new IllegalArgumentException("A time of day is written 18:30");
        }
        if (reconcileSlices < 1 || suppliesPerSecond < 1) {
            throw new IllegalArgumentException("At least one slice, and one supply a second");
        }
    }
}
