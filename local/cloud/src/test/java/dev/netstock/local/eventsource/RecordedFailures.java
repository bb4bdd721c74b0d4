package dev.netstock.local.eventsource;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A destination that records discarded batches. */
final class RecordedFailures implements FailureDestination {
    private final Queue<DiscardedBatch> batches = new ConcurrentLinkedQueue<>();
    private final AtomicInteger faults = new AtomicInteger();

    @Override
    public String arn() {
        return "arn:aws:sqs:us-east-1:000000000000:failures";
    }

    @Override
    public void send(DiscardedBatch batch) {
        if (faults.getAndDecrement() > 0) {
            throw new IllegalStateException("as asked");
        }
        batches.add(batch);
    }

    /** Number of calls that fail at first. */
    void failNext(int times) {
        faults.set(times);
    }

    Queue<DiscardedBatch> batches() {
        return batches;
    }
}
