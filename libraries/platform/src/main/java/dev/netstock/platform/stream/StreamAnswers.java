package dev.netstock.platform.stream;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;

import java.util.List;
import java.util.Set;

/**
 * What a function answers about a batch of a stream: the first record that failed, from which on
 * Lambda sends the batch again. What is reported may succeed later, since Lambda sends it for as
 * long as the stream has it: a record that never will is kept in {@link FailedRecords}, and not
 * reported.
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
     * The answer.
     *
     * @param sequenceNumbers of all records, in the order of the stream
     * @param failed the sequence numbers of those that shall come again
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
