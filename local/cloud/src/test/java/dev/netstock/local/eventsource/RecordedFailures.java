package dev.netstock.local.eventsource;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A destination that keeps what it hears. */
final class RecordedFailures implements FailureDestination {
    private final Queue<GivenUpBatch> batches = new ConcurrentLinkedQueue<>();
    private final AtomicInteger faults = new AtomicInteger();

    @Override
    public String arn() {
        return "arn:aws:sqs:us-east-1:000000000000:failures";
    }

    @Override
    public void send(GivenUpBatch batch) {
        if (faults.getAndDecrement() > 0) {
            throw new IllegalStateException("as asked");
        }
        batches.add(batch);
    }

    /** Cannot be reached so many times. */
    void failNext(int times) {
        faults.set(times);
    }

    Queue<GivenUpBatch> batches() {
        return batches;
    }
}
