package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.reconcile.ReconcileMessage.Start;
import dev.netstock.ledger.testing.MortalTransactions;
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
 * Delivers the messages of a run until none is left: in time, and if it is unruly, some twice, and
 * to functions that are killed in between or have time for a single page. To be used by one thread.
 */
final class RunOfAll {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Company company;
    private final Optional<RandomGenerator> unruly;
    private final int rowsMax;
    private final DelayQueue<Due> queue = new DelayQueue<>();
    private int kills;

    private RunOfAll(Company company, Optional<RandomGenerator> unruly, int rowsMax) {
        this.company = company;
        this.unruly = unruly;
        this.rowsMax = rowsMax;
    }

    static RunOfAll calm(Company company) {
        return new RunOfAll(company, Optional.empty(), 1_000);
    }

    static RunOfAll unruly(Company company, RandomGenerator random) {
        return new RunOfAll(company, Optional.of(random), 7);
    }

    /** How often the function was killed. */
    int kills() {
        return kills;
    }

    /** Runs to the end; the kinds and subjects that were found, with what became of them. */
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

    /** What the newest report lists. */
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
        boolean again = unruly.isPresent() && unruly.get().nextInt(5) == 0;
        if (again) {
            handle(due.message());
        }
        if (!handle(due.message())) {
            queue.add(due);
        }
    }

    /** Whether it was acknowledged. */
    private boolean handle(ReconcileMessage message) {
        boolean mortal = unruly.isPresent() && unruly.get().nextInt(6) == 0;
        Transactions transactions =
                mortal
                        ? MortalTransactions.killedAfter(
                                company.ledger().database(), unruly.orElseThrow().nextInt(12))
                        : company.ledger().database();
        try {
            company.reconciling(this::send, transactions, rowsMax)
                    .handle(List.of(new Message<>("m", Optional.empty(), message)), call());
            return true;
        } catch (RetryLaterException _) {
            kills++;
            return false;
        }
    }

    private Call call() {
        return unruly.isPresent() && unruly.get().nextBoolean()
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

    /** A message that can be received from then on. */
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
