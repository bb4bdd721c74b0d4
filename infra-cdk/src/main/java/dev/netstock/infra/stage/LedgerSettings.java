package dev.netstock.infra.stage;

import org.jspecify.annotations.Nullable;

import java.time.ZoneId;

/**
 * The ledger of a stage.
 *
 * @param database the size of its database
 * @param movementRetentionHours how long the stream keeps a movement, 24–8,760
 * @param fileRetentionDays how long files and reports are kept
 * @param syncEveryMinutes how long a change of supply waits at most if its message is lost
 * @param suppliesPerSecond how many supplies a second the sync writes, which leaves capacity to
 *     checkout
 * @param timeZone the retailer's: a business date after tomorrow there is rejected
 * @param reconcile the daily comparison of both sides
 * @param endpointZones in how many zones the network's interface endpoints are, 1–2
 * @param movementShards the shards of the stream of movements, each for 1,000 records or 1 MB a
 *     second; null: it scales on demand
 */
public record LedgerSettings(
        Database database,
        int movementRetentionHours,
        int fileRetentionDays,
        int syncEveryMinutes,
        int suppliesPerSecond,
        ZoneId timeZone,
        Reconcile reconcile,
        int endpointZones,
        @Nullable Integer movementShards) {
    /**
     * The size of the ledger's database. One capacity unit is about 2 GiB of memory, with the
     * corresponding processor and network.
     *
     * @param minCapacityUnits 0: the database pauses when no client is connected
     * @param maxCapacityUnits also determines how many connections it accepts
     * @param pauseAfterMinutes time without a connection after which it pauses, 5–1,440; null: it
     *     never pauses
     * @param instances 1: a writer alone; each further one is a reader in another zone that can
     *     take over
     * @param backupDays how far back it can be restored to any second, 1–35
     * @param backupWindowUtc when it is backed up each day, {@code 17:00-17:30}
     * @param maintenanceWindowUtc when minor versions and patches are installed, which may restart
     *     it: {@code sun:20:00-sun:20:30}
     * @see <a
     *     href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html">
     *     How Aurora Serverless v2 works</a>
     */
    public record Database(
            double minCapacityUnits,
            double maxCapacityUnits,
            @Nullable Integer pauseAfterMinutes,
            int instances,
            int backupDays,
            String backupWindowUtc,
            String maintenanceWindowUtc) {
        public Database {
            if (minCapacityUnits > maxCapacityUnits) {
                throw new IllegalArgumentException(
                        "minCapacityUnits must not be above maxCapacityUnits");
            }
            if ((pauseAfterMinutes != null) != (minCapacityUnits == 0)) {
                throw new IllegalArgumentException(
                        "pauseAfterMinutes must be set if, and only if, minCapacityUnits is 0");
            }
        }
    }

    /**
     * The daily comparison of net stock and ledger.
     *
     * @param startAtUtc {@code 18:30}
     * @param slices how many slices a run is divided into
     * @param settleSeconds how long a difference must last; shorter ones are units in flight
     * @param repairs whether the daily run also repairs what it finds
     */
    public record Reconcile(String startAtUtc, int slices, int settleSeconds, boolean repairs) {
        /** The daily start as a schedule. */
        public String cron() {
            var time = startAtUtc.split(":", 2);
            return "cron(%d %d * * ? *)"
                    .formatted(Integer.parseInt(time[1]), Integer.parseInt(time[0]));
        }
    }

    /** The rhythm of the sync as a schedule. */
    public String syncRate() {
        return syncEveryMinutes == 1
                ? "rate(1 minute)"
                : "rate(%d minutes)".formatted(syncEveryMinutes);
    }
}
