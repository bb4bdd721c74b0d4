package dev.netstock.local.eventsource;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.lambda.Invocation.Failed;
import dev.netstock.local.lambda.Invocation.Ran;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The invocation record that a failure destination receives for a batch.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">Retaining
 *     discarded batches</a>
 */
final class FailureRecord {
    /** Why a batch was discarded. */
    enum Condition {
        RetryAttemptsExhausted,
        RecordAgeExceeded
    }

    private final String streamArn;
    private final String function;
    private final String batchInfo;

    /**
     * @param batchInfo name of the member with the batch's position, such as {@code
     *     KinesisBatchInfo}
     */
    FailureRecord(String streamArn, String function, String batchInfo) {
        this.streamArn = streamArn;
        this.function = function;
        this.batchInfo = batchInfo;
    }

    ObjectNode of(
            Condition condition,
            List<SourceRecord> batch,
            String shardId,
            int invocations,
            Optional<Ran> last,
            Instant now) {
        ObjectNode failure = JsonNodeFactory.instance.objectNode();
        ObjectNode request = failure.putObject("requestContext");
        last.ifPresent(ran -> request.put("requestId", ran.report().requestId()));
        request.put("functionArn", last.map(ran -> ran.report().functionArn()).orElse(function))
                .put("condition", condition.name())
                .put("approximateInvokeCount", invocations);
        last.ifPresent(ran -> describe(failure.putObject("responseContext"), ran));
        failure.put("version", "1.0").put("timestamp", now.toString());
        describe(failure.putObject(batchInfo), batch, shardId);
        return failure;
    }

    private static void describe(ObjectNode response, Ran last) {
        response.put("statusCode", 200).put("executedVersion", last.report().executedVersion());
        if (last instanceof Failed) {
            response.put("functionError", "Unhandled");
        }
    }

    private void describe(ObjectNode info, List<SourceRecord> batch, String shardId) {
        info.put("shardId", shardId)
                .put("startSequenceNumber", batch.getFirst().sequenceNumber())
                .put("endSequenceNumber", batch.getLast().sequenceNumber())
                .put("approximateArrivalOfFirstRecord", arrival(batch.getFirst()))
                .put("approximateArrivalOfLastRecord", arrival(batch.getLast()))
                .put("batchSize", batch.size())
                .put("streamArn", streamArn);
    }

    private static String arrival(SourceRecord streamRecord) {
        return streamRecord.arrivedAt().toString();
    }
}
