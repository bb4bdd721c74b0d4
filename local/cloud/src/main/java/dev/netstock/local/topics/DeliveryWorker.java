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
 * Delivers the messages of a subscription in order, batch by batch, and retries until each is
 * delivered. Rejected messages go to the dead-letter queue. Thread-safe.
 */
final class DeliveryWorker implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DeliveryWorker.class.getName());
    private static final int BATCH_MAX = 10;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Delivery END = new Delivery("", "", Map.of());

    private final Target target;
    private final Supplier<Optional<Target>> deadLetters;
    private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();
    private final Thread thread;

    private DeliveryWorker(Target target, Supplier<Optional<Target>> deadLetters) {
        this.target = target;
        this.deadLetters = deadLetters;
        this.thread = Thread.ofVirtual().name("sns-delivery").unstarted(this::deliverAll);
    }

    static DeliveryWorker start(Target target, Supplier<Optional<Target>> deadLetters) {
        var worker = new DeliveryWorker(target, deadLetters);
        worker.thread.start();
        return worker;
    }

    /** Enqueues deliveries and returns immediately. */
    synchronized void accept(List<Delivery> deliveries) {
        waiting.addAll(deliveries);
    }

    /** Delivers the enqueued messages, for a few seconds at most. */
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

    private void deliverAll() {
        try {
            boolean ended = false;
            while (!ended) {
                List<Delivery> batch = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(batch, BATCH_MAX - 1);
                ended = batch.remove(END);
                deliverBatch(batch);
            }
        } catch (InterruptedException _) {
            LOG.log(System.Logger.Level.WARNING, "Stopped before all messages were delivered");
        }
    }

    private void deliverBatch(List<Delivery> batch) throws InterruptedException {
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

    /** Delivers until each message is delivered or rejected; returns the rejected ones. */
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
