package dev.netstock.local.topics;

import dev.netstock.local.topics.Target.Outcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Delivers what a subscription accepted, in its order, one batch after the other, and tries again
 * until it is taken. What is refused goes to the dead letters. Thread-safe.
 */
final class Courier implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Courier.class.getName());
    private static final int BATCH_MAX = 10;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Delivery END = new Delivery("", "", Map.of());

    private final Target target;
    private final Supplier<Optional<Target>> deadLetters;
    private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;

    private Courier(Target target, Supplier<Optional<Target>> deadLetters) {
        this.target = target;
        this.deadLetters = deadLetters;
        this.thread = Thread.ofVirtual().name("courier").unstarted(this::carryAll);
    }

    static Courier start(Target target, Supplier<Optional<Target>> deadLetters) {
        var courier = new Courier(target, deadLetters);
        courier.thread.start();
        return courier;
    }

    /** Takes deliveries on, and returns at once. */
    synchronized void accept(List<Delivery> deliveries) {
        waiting.addAll(deliveries);
    }

    /** Delivers what was accepted, unless that takes longer than some seconds. */
    @Override
    public void close() {
        waiting.add(END);
        try {
            if (!thread.join(STOP_LIMIT)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void carryAll() {
        try {
            boolean ended = false;
            while (!ended) {
                List<Delivery> batch = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(batch, BATCH_MAX - 1);
                ended = batch.remove(END);
                carry(batch);
            }
        } catch (InterruptedException _) {
            LOG.log(System.Logger.Level.WARNING, "Stopped before all messages were delivered");
        }
    }

    private void carry(List<Delivery> batch) throws InterruptedException {
        List<Delivery> refused = deliver(batch, target);
        Optional<Target> dead = refused.isEmpty() ? Optional.empty() : deadLetters.get();
        List<Delivery> lost =
                dead.isPresent()
                        ? deliver(refused.stream().map(Delivery::bare).toList(), dead.get())
                        : refused;
        if (!lost.isEmpty()) {
            LOG.log(System.Logger.Level.WARNING, "Messages were discarded: {0}", lost.size());
        }
    }

    /** Delivers until all are taken or refused; answers the refused. */
    private static List<Delivery> deliver(List<Delivery> batch, Target target)
            throws InterruptedException {
        List<Delivery> refused = new ArrayList<>();
        List<Delivery> left = batch;
        for (int retry = 1; !left.isEmpty(); retry++) {
            List<Outcome> outcomes = target.deliver(left);
            refused.addAll(those(left, outcomes, Outcome.REFUSED));
            left = those(left, outcomes, Outcome.UNAVAILABLE);
            if (!left.isEmpty()) {
                Thread.sleep(RetryDelays.before(retry));
            }
        }
        return refused;
    }

    private static List<Delivery> those(
            List<Delivery> deliveries, List<Outcome> outcomes, Outcome outcome) {
        List<Delivery> those = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) == outcome) {
                those.add(deliveries.get(i));
            }
        }
        return those;
    }
}
