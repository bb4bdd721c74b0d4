package dev.netstock.ledger.database;

import dev.netstock.platform.call.Call;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;

/**
 * Drops the partitions of months that are older than the retention. A drop locks its tables for a
 * moment. If they are in use for longer than two seconds, or if the time is up, nothing has
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

    /** What is left for the end of the function: killed, it would receive its message again. */
    private static final Duration END = Duration.ofMinutes(1);

    /** Tables whose months are dropped together. */
    private static final List<List<String>> TABLES =
            List.of(List.of("movements"), List.of("deltas", "delta_lines"));

    private static final String STATEMENT_TIMEOUT =
            "SELECT set_config('statement_timeout', ?, true)";
    private static final String DROP = "SELECT drop_oldest_month(?, current_date, ?)";

    /** Drops month by month until none is old enough or the time is up. */
    public void run(Call call) {
        for (List<String> tables : TABLES) {
            try {
                long dropped = 1;
                while (dropped > 0 && call.deadline().leaves(MONTH)) {
                    dropped = drop(tables, call);
                }
                if (dropped < 0) {
                    LOG.warn("Old months of {} are in use. The next run retries", tables);
                }
            } catch (RuntimeException e) {
                LOG.warn("Old months of {} remain. The next run retries", tables, e);
            }
        }
    }

    private long drop(List<String> tables, Call call) {
        long millis = call.deadline().remaining().minus(END).toMillis();
        return ledger.inTransaction(
                sql -> {
                    sql.run(STATEMENT_TIMEOUT, Long.toString(millis));
                    return sql.number(DROP, ColumnArrays.of(tables).text(it -> it), MONTHS_KEPT);
                });
    }
}
