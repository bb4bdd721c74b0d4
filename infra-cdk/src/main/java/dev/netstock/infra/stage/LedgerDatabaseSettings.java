package dev.netstock.infra.stage;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.Duration;

/**
 * How large the ledger's database is. One capacity unit is about 2 GiB of memory, and processor and
 * network with it.
 *
 * @param unitsMin what it never goes below; 0: it rests when nobody is connected
 * @param unitsMax what it never goes above, which also says how many connections it takes
 * @param restsAfter how long nobody must be connected, 5 min–24 h; null: it never rests
 * @param instances 1: a writer alone; each more: a reader in another zone that takes over
 * @param backupDays how long it can be put back to any second, 1–35 days
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html">
 *     How Aurora Serverless v2 works</a>
 */
public record LedgerDatabaseSettings(
        double unitsMin,
        double unitsMax,
        @Nullable Duration restsAfter,
        int instances,
        int backupDays) {
    public LedgerDatabaseSettings {
        if (unitsMin < 0 || unitsMax < 1 || unitsMin > unitsMax || unitsMax > 256) {
            throw new IllegalArgumentException("Aurora offers 0-256 units, the least first");
        }
        if ((restsAfter != null) != (unitsMin == 0)) {
            throw new IllegalArgumentException("It rests if, and only if, it may go down to 0");
        }
        if (instances < 1 || backupDays < 1 || backupDays > 35) {
            throw new IllegalArgumentException("At least one instance, and 1-35 days of backups");
        }
    }
}
