package dev.netstock.platform.stream;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;

import java.util.List;
import java.util.Set;

/**
 * The response to a batch of a stream: the first failed record, from which Lambda sends the batch
 * again. Only failures that may succeed later are reported, because Lambda retries them for as long
 * as the stream retains them. A record that can never be handled is stored in {@link FailedRecords}
 * and not reported.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html">
 *     Configuring partial batch response with Kinesis Data Streams and Lambda</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">
 *     Configuring partial batch response with DynamoDB and Lambda</a>
 */
public final class StreamAnswers {
    private StreamAnswers() {}

    /**
     * Creates the response.
     *
     * @param sequenceNumbers the sequence numbers of all records, in the order of the stream
     * @param failed the sequence numbers of the records to be retried
     */
    public static StreamsEventResponse of(List<String> sequenceNumbers, Set<String> failed) {
        return new StreamsEventResponse(
                sequenceNumbers.stream()
                        .filter(failed::contains)
                        .limit(1)
                        .map(BatchItemFailure::new)
                        .toList());
    }
}
