package dev.netstock.ledger.database;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Makes partitions ahead of their months, and drops old ones, once a day by each environment that
 * is asked to. Thread-safe.
 */
public final class DailyMaintenance {
    private static final Logger LOG = LoggerFactory.getLogger(DailyMaintenance.class);

    private final Transactions ledger;
    private final InstantSource clock;
    private LocalDate done = LocalDate.MIN;

    public DailyMaintenance(Transactions ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Does it, unless it was done today. It can wait: a failure is logged, and tomorrow will do.
     */
    public synchronized void run() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(done)) {
            done = today;
            try {
                maintain();
            } catch (RuntimeException e) {
                LOG.error("The partitions could not be maintained", e);
            }
        }
    }

    private void maintain() {
        ledger.inTransaction(
                connection -> {
                    Migrations.maintainPartitions(connection);
                    return connection;
                });
    }
}
