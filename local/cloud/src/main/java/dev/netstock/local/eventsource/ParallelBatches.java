package dev.netstock.local.eventsource;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Delivers the records of a shard in parallel, up to the parallelization factor. Records of one
 * item or one partition key stay in order.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html">Parallelization
 *     factor of DynamoDB streams</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Parallelization
 *     factor of Kinesis streams</a>
 */
final class ParallelBatches implements AutoCloseable {
    private final int count;
    private final int batchSize;
    private final BatchDelivery delivery;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ParallelBatches(int count, int batchSize, BatchDelivery delivery) {
        this.count = count;
        this.batchSize = batchSize;
        this.delivery = delivery;
    }

    /** How many records can be processed at once. */
    int capacity() {
        return count * batchSize;
    }

    /** Returns when all have succeeded or were discarded, or when the mapping is closed. */
    void deliver(List<SourceRecord> records) throws InterruptedException {
        if (count == 1) {
            deliverInBatches(records);
            return;
        }
        var running = new ArrayList<Future<?>>();
        for (List<SourceRecord> lane : split(records)) {
            running.add(
                    threads.submit(
                            () -> {
                                deliverInBatches(lane);
                                return lane.size();
                            }));
        }
        await(running);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void deliverInBatches(List<SourceRecord> records) throws InterruptedException {
        for (int from = 0; from < records.size(); from += batchSize) {
            delivery.deliver(records.subList(from, Math.min(from + batchSize, records.size())));
        }
    }

    private List<List<SourceRecord>> split(List<SourceRecord> records) {
        var lanes = new ArrayList<List<SourceRecord>>();
        for (int i = 0; i < count; i++) {
            lanes.add(new ArrayList<>());
        }
        for (SourceRecord streamRecord : records) {
            int lane = Math.floorMod(streamRecord.lane().hashCode(), count);
            lanes.get(lane).add(streamRecord);
        }
        return lanes;
    }

    /**
     * Waits for all, even if one fails, so that a redelivery never runs in parallel with the failed
     * delivery.
     */
    private static void await(List<Future<?>> lanes) throws InterruptedException {
        Optional<ExecutionException> fault = Optional.empty();
        for (Future<?> lane : lanes) {
            try {
                lane.get();
            } catch (ExecutionException e) {
                fault = Optional.of(e);
            }
        }
        if (fault.isPresent()) {
            throw new IllegalStateException("Cannot deliver a batch", fault.get());
        }
    }
}
