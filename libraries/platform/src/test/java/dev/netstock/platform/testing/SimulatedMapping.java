package dev.netstock.platform.testing;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The error handling of an event source mapping of a stream: it sends a batch again from the
 * reported record, bisects it after an error, and discards to the failure destination what failed
 * too often.
 *
 * @param function the function
 * @param stream the type of its records
 * @param batchSizeMax the batch size in the templates
 * @param <E> the event of a batch
 * @param <R> a record
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Configure
 *     error handling controls for DynamoDB event sources</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-errors.html">Configure
 *     error handling controls for Kinesis event sources</a>
 */
public record SimulatedMapping<E, R>(
        RequestHandler<E, StreamsEventResponse> function,
        StreamKind<E, R> stream,
        int batchSizeMax) {
    private static final int RETRIES_MAX = 2;

    /**
     * The records of a stream.
     *
     * @param event creates the event of a batch
     * @param sequenceNumber the sequence number of a record
     */
    public record StreamKind<E, R>(
            Function<List<R>, E> event, Function<R, String> sequenceNumber) {}

    /** Delivers a stream, and returns the discarded batches. */
    public List<List<R>> deliver(List<R> records) {
        List<List<R>> aside = new ArrayList<>();
        for (int from = 0; from < records.size(); from += batchSizeMax) {
            deliver(records.subList(from, Math.min(records.size(), from + batchSizeMax)), aside);
        }
        return aside;
    }

    private void deliver(List<R> batch, List<List<R>> aside) {
        List<R> left = batch;
        for (int failures = 0; failures <= RETRIES_MAX; failures++) {
            try {
                left = after(call(left), left);
            } catch (RuntimeException e) {
                if (left.size() > 1) {
                    int middle = left.size() / 2;
                    deliver(left.subList(0, middle), aside);
                    deliver(left.subList(middle, left.size()), aside);
                    return;
                }
            }
            if (left.isEmpty()) {
                return;
            }
        }
        aside.add(List.copyOf(left));
    }

    private StreamsEventResponse call(List<R> batch) {
        return function.handleRequest(stream.event().apply(batch), TestContext.create());
    }

    /** The records to be sent again: from the first failed one on. */
    private List<R> after(StreamsEventResponse answer, List<R> batch) {
        List<String> numbers = batch.stream().map(stream.sequenceNumber()).toList();
        int first =
                answer.getBatchItemFailures().stream()
                        .map(BatchItemFailure::getItemIdentifier)
                        .mapToInt(numbers::indexOf)
                        .min()
                        .orElse(batch.size());
        return batch.subList(first, batch.size());
    }
}
