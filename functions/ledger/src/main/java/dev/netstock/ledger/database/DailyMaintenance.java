package dev.netstock.ledger.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Creates partitions ahead of time and drops old ones, once a day in each environment that calls
 * it. Thread-safe.
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

    /** Runs the maintenance unless it ran today. A failure is logged and retried tomorrow. */
    public synchronized void run() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(lastRun)) {
            lastRun = today;
            try {
                ledger.inTransaction(Migrations::maintainPartitions);
            } catch (RuntimeException e) {
                LOG.error("The maintenance of the partitions failed", e);
            }
        }
    }
}
