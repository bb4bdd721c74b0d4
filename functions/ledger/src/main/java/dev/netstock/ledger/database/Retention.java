package dev.netstock.ledger.database;

import dev.netstock.platform.call.Call;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/**
 * Drops the partitions of months that are older than the retention. A drop locks its tables for a
 * moment. If they are in use for longer than two seconds, or if the function is killed, nothing has
 * changed, and the next run retries. Thread-safe.
 *
 * @param ledger the database
 */
public record Retention(Transactions ledger) {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Two years and a month, so that a whole year can be compared with the year before. */
    private static final int MONTHS_KEPT = 25;

    /** The time that a month may need: all of its lines are read. None starts with less left. */
    private static final Duration MONTH = Duration.ofMinutes(5);

    /** Tables whose months are dropped together. */
    private static final List<List<String>> TABLES =
            List.of(List.of("movements"), List.of("deltas", "delta_lines"));

    private static final String DROP = "SELECT drop_oldest_month(?, current_date, ?)";

    /** Drops month by month until none is old enough or the time is up. */
    public void run(Call call) {
        for (List<String> tables : TABLES) {
            try {
                boolean isFinished = false;
                while (!isFinished && call.deadline().leaves(MONTH)) {
                    isFinished = drop(tables) == 0;
                }
            } catch (RuntimeException e) {
                LOG.warn("Old months of {} remain. The next run retries", tables, e);
            }
        }
    }

    private long drop(List<String> tables) {
        return ledger.inTransaction(
                sql -> sql.number(DROP, ColumnArrays.of(tables).text(it -> it), MONTHS_KEPT));
    }
}
