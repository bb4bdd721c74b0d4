package dev.netstock.ledger.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Creates partitions ahead of time, once a day in each environment that calls it. Thread-safe.
 *
 * @see Retention
 */
public final class DailyMaintenance {
    private static final Logger LOG = LoggerFactory.getLogger(DailyMaintenance.class);

    private final Transactions ledger;
    private final InstantSource clock;
    private LocalDate lastRun = LocalDate.MIN;

    public DailyMaintenance(Transactions ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Runs the maintenance unless it ran today. It waits a second at most for other transactions. A
     * failure is logged and retried tomorrow, which is three months before the partition is needed.
     */
    public synchronized void run() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(lastRun)) {
            lastRun = today;
            try {
                if (!ledger.inTransaction(Migrations::createPartitions)) {
                    LOG.warn("A table is in use: its partitions are created tomorrow");
                }
            } catch (RuntimeException e) {
                LOG.error("The maintenance of the partitions failed", e);
            }
        }
    }
}
