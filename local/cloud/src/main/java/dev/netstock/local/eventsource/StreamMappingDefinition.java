package dev.netstock.local.eventsource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An event source mapping from a DynamoDB or Kinesis stream to a function. Defaults are Lambda's.
 *
 * @param id the mapping's UUID, in the keys of failure records
 * @param sourceArn the stream
 * @param function the function's name or ARN, with or without qualifier
 * @param batchSize maximum records per call: 1 to 10,000
 * @param window how long a batch may wait to fill: 0 to 300 s
 * @param startingPosition where reading starts
 * @param bisectOnError whether a failed batch is split in halves
 * @param maximumRetries maximum retries of a failed batch; unlimited if empty
 * @param maximumRecordAge older records are discarded; never if empty
 * @param parallelization batches of one shard in flight, for different items: 1 to 10
 * @param reportBatchItemFailures whether the function's response reports failed records
 * @param onFailure destination of discarded batches, if any
 * @param filters patterns; a record must match one of them; if empty, every record is sent
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html">Parameters</a>
 */
public record StreamMappingDefinition(
        String id,
        String sourceArn,
        String function,
        int batchSize,
        Duration window,
        StartingPosition startingPosition,
        boolean bisectOnError,
        OptionalInt maximumRetries,
        Optional<Duration> maximumRecordAge,
        int parallelization,
        boolean reportBatchItemFailures,
        Optional<FailureDestination> onFailure,
        List<String> filters)
        implements MappingDefinition {
    /** Where reading starts. */
    public enum StartingPosition {
        TRIM_HORIZON,
        LATEST
    }

    public StreamMappingDefinition {
        filters = List.copyOf(filters);
    }
}
