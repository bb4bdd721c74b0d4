package dev.netstock.local.malls.protocol;

import dev.netstock.local.malls.shop.Fault;
import dev.netstock.local.malls.shop.Faults;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends notifications when they are due by the malls' clock, one after the other, in a thread of
 * its own. Thread-safe.
 */
public final class Outbox implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Outbox.class.getName());

    /** How often due times are compared with a clock that the admin API may move. */
    private static final long POLL_MS = 20;

    /** Sends one notification. */
    @FunctionalInterface
    public interface Delivery {
        /** Whether it was accepted; otherwise it is sent again. */
        boolean send() throws InterruptedException;
    }

    private record Entry(Instant due, long sequence, Delivery delivery, List<Duration> retries) {}

    private final InstantSource clock;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(
                    Comparator.comparing(Entry::due).thenComparingLong(Entry::sequence));
    private final Thread thread;
    private long sequence;

    public Outbox(InstantSource clock) {
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("malls-outbox").start(this::run);
    }

    /**
     * Adds a notification, as the faults have it: lost, twice, out of order.
     *
     * @param retries the delays after failures; then it is given up
     */
    public void add(Instant due, Faults faults, List<Duration> retries, Delivery delivery) {
        if (faults.happens(Fault.LOSE_NOTIFICATION)) {
            return;
        }
        add(due.plus(shift(faults)), retries, delivery);
        if (faults.happens(Fault.DUPLICATE_NOTIFICATION)) {
            add(due.plus(shift(faults)), retries, delivery);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private static Duration shift(Faults faults) {
        return faults.happens(Fault.SHUFFLE_NOTIFICATION)
                ? faults.partOf(Fault.SHUFFLE_TIME)
                : Duration.ZERO;
    }

    private synchronized void add(Instant due, List<Duration> retries, Delivery delivery) {
        entries.add(new Entry(due, sequence++, delivery, retries));
    }

    private void run() {
        try {
            while (true) {
                Optional<Entry> entry = takeDue();
                if (entry.isPresent()) {
                    send(entry.get());
                } else {
                    TimeUnit.MILLISECONDS.sleep(POLL_MS);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Optional<Entry> takeDue() {
        return Optional.ofNullable(entries.peek())
                .filter(entry -> !entry.due().isAfter(clock.instant()))
                .map(_ -> entries.remove());
    }

    private void send(Entry entry) throws InterruptedException {
        if (isSent(entry.delivery()) || entry.retries().isEmpty()) {
            return;
        }
        add(
                clock.instant().plus(entry.retries().getFirst()),
                entry.retries().subList(1, entry.retries().size()),
                entry.delivery());
    }

    private static boolean isSent(Delivery delivery) throws InterruptedException {
        try {
            return delivery.send();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A notification could not be sent", e);
            return false;
        }
    }
}
