package dev.netstock.movements;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import dev.netstock.invocation.testing.TestContext;

import java.util.ArrayList;
import java.util.List;

/**
 * An event source mapping of a stream, as far as errors go: it sends a batch again from the record
 * that is reported, halves it after an error, and puts aside what failed too often.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-errors.html">Configure
 *     error handling controls for Kinesis event sources</a>
 */
final class SimulatedMapping {
    private static final int BATCH_SIZE = 1_000;
    private static final int RETRIES_MAX = 2;

    private final RequestHandler<KinesisEvent, StreamsEventResponse> function;
    private final List<List<KinesisEventRecord>> aside = new ArrayList<>();

    SimulatedMapping(RequestHandler<KinesisEvent, StreamsEventResponse> function) {
        this.function = function;
    }

    /** Delivers a stream, and returns the batches that were put aside. */
    List<List<KinesisEventRecord>> deliver(List<KinesisEventRecord> stream) {
        for (int from = 0; from < stream.size(); from += BATCH_SIZE) {
            deliverBatch(stream.subList(from, Math.min(stream.size(), from + BATCH_SIZE)));
        }
        return aside;
    }

    private void deliverBatch(List<KinesisEventRecord> batch) {
        List<KinesisEventRecord> left = batch;
        for (int failures = 0; failures <= RETRIES_MAX; failures++) {
            try {
                left = after(function.handleRequest(event(left), TestContext.create()), left);
            } catch (RuntimeException e) {
                if (left.size() > 1) {
                    int middle = left.size() / 2;
                    deliverBatch(left.subList(0, middle));
                    deliverBatch(left.subList(middle, left.size()));
                    return;
                }
            }
            if (left.isEmpty()) {
                return;
            }
        }
        aside.add(List.copyOf(left));
    }

    private static List<KinesisEventRecord> after(
            StreamsEventResponse answer, List<KinesisEventRecord> batch) {
        List<String> failed =
                answer.getBatchItemFailures().stream()
                        .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                        .toList();
        List<String> numbers =
                batch.stream().map(it -> it.getKinesis().getSequenceNumber()).toList();
        int first = failed.stream().mapToInt(numbers::indexOf).min().orElse(batch.size());
        return batch.subList(first, batch.size());
    }

    private static KinesisEvent event(List<KinesisEventRecord> records) {
        return KinesisRecords.event(records);
    }
}
