package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.reconcile.ReconcileMessage.Start;
import dev.netstock.ledger.testing.KilledTransactions;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.queue.Message;
import dev.netstock.stock.testing.Shop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Delivers the messages of a run until none is left. With faults, it delivers some twice, kills
 * functions, and gives some of them time for a single page only. To be used by one thread.
 */
final class RunDriver {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Company company;
    private final Optional<RandomGenerator> faulty;
    private final int rowsMax;
    private final DelayQueue<Due> queue = new DelayQueue<>();
    private int kills;

    private RunDriver(Company company, Optional<RandomGenerator> faulty, int rowsMax) {
        this.company = company;
        this.faulty = faulty;
        this.rowsMax = rowsMax;
    }

    static RunDriver calm(Company company) {
        return new RunDriver(company, Optional.empty(), 1_000);
    }

    static RunDriver faulty(Company company, RandomGenerator random) {
        return new RunDriver(company, Optional.of(random), 7);
    }

    /** How often the function was killed. */
    int kills() {
        return kills;
    }

    /** Runs to the end, and returns kind, subject and repair of each finding. */
    List<String> run(boolean repair) {
        queue.add(new Due(new Start(Optional.of(repair)), System.nanoTime()));
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!queue.isEmpty()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("The run does not end");
            }
            deliver();
        }
        return findings();
    }

    /** The findings of the newest run. */
    private List<String> findings() {
        return company.ledger()
                .rows(
                        """
                        SELECT kind, subject, coalesce(repair, '-') FROM reconcile_findings
                        WHERE run_id = (SELECT run_id FROM reconcile_runs
                                        WHERE finished_at IS NOT NULL ORDER BY started_at DESC LIMIT 1)
                        ORDER BY 1, 2
                        """);
    }

    private void deliver() {
        Due due;
        try {
            due = queue.take();
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted", e);
        }
        boolean again = faulty.isPresent() && faulty.get().nextInt(5) == 0;
        if (again) {
            handle(due.message());
        }
        if (!handle(due.message())) {
            queue.add(due);
        }
    }

    /** Whether it was acknowledged. */
    private boolean handle(ReconcileMessage message) {
        boolean isKilled = faulty.isPresent() && faulty.get().nextInt(6) == 0;
        Transactions transactions =
                isKilled
                        ? KilledTransactions.killedAfter(
                                company.ledger().database(), faulty.orElseThrow().nextInt(12))
                        : company.ledger().database();
        try {
            company.runs(this::send, transactions, rowsMax)
                    .handle(List.of(new Message<>("m", Optional.empty(), message)), call());
            return true;
        } catch (RetryLaterException _) {
            kills++;
            return false;
        }
    }

    private Call call() {
        return faulty.isPresent() && faulty.get().nextBoolean()
                ? Shop.call(ReconcileRuns.LAST_PAGE.minusSeconds(5))
                : Shop.call();
    }

    private void send(List<ReconcileMessage> messages, Duration delay, Call call) {
        List<Due> due = new ArrayList<>();
        for (ReconcileMessage message : messages) {
            ReconcileMessage sent = ReconcileMessage.decode(message.json()).orElseThrow();
            due.add(new Due(sent, System.nanoTime() + delay.toNanos()));
        }
        queue.addAll(due);
    }

    /** How many of each kind. */
    static Map<String, Integer> kinds(List<String> findings) {
        Map<String, Integer> kinds = new TreeMap<>();
        findings.forEach(finding -> kinds.merge(finding.split(" ", -1)[0], 1, Integer::sum));
        return kinds;
    }

    /** A message that can be received from a time on. */
    private record Due(ReconcileMessage message, long atNanos) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(
                    getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
