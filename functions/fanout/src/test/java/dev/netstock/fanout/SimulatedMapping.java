package dev.netstock.fanout;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import dev.netstock.invocation.testing.TestContext;

import java.util.ArrayList;
import java.util.List;

/**
 * An event source mapping of a stream, as far as errors go: it sends a batch again from the record
 * that is reported, halves it after an error, and puts aside what failed too often.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Configure
 *     error handling controls for DynamoDB event sources</a>
 */
final class SimulatedMapping {
    private static final int BATCH_SIZE = 100;
    private static final int RETRIES_MAX = 2;

    private final RequestHandler<DynamodbEvent, StreamsEventResponse> function;
    private final List<List<DynamodbStreamRecord>> aside = new ArrayList<>();

    SimulatedMapping(RequestHandler<DynamodbEvent, StreamsEventResponse> function) {
        this.function = function;
    }

    /** Delivers a stream, and returns the batches that were put aside. */
    List<List<DynamodbStreamRecord>> deliver(List<DynamodbStreamRecord> stream) {
        for (int from = 0; from < stream.size(); from += BATCH_SIZE) {
            deliverBatch(stream.subList(from, Math.min(stream.size(), from + BATCH_SIZE)));
        }
        return aside;
    }

    private void deliverBatch(List<DynamodbStreamRecord> batch) {
        List<DynamodbStreamRecord> left = batch;
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

    private static List<DynamodbStreamRecord> after(
            StreamsEventResponse answer, List<DynamodbStreamRecord> batch) {
        List<String> failed = StreamRecords.failures(answer);
        List<String> numbers = batch.stream().map(StreamRecords::sequenceNumber).toList();
        int first = failed.stream().mapToInt(numbers::indexOf).min().orElse(batch.size());
        return batch.subList(first, batch.size());
    }

    private static DynamodbEvent event(List<DynamodbStreamRecord> records) {
        return StreamRecords.event(records);
    }
}
