package dev.netstock.history;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;

import dev.netstock.invocation.Calls;
import dev.netstock.invocation.Environment;
import dev.netstock.invocation.Priming;
import dev.netstock.stock.TryAgainException;
import dev.netstock.stock.dynamodb.DynamoHistory;
import dev.netstock.stock.history.RecordingHistory;
import dev.netstock.telemetry.CallReport;
import dev.netstock.telemetry.FailureTally;
import dev.netstock.telemetry.Telemetry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The history function: writes the deltas of the stream into the history of each SKU. What it
 * writes is the same however often a record comes. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">Configuring
 *     partial batch response with DynamoDB and Lambda</a>: the batch is retried from the lowest
 *     sequence number that is reported
 */
public final class HistoryHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryHandler.class);

    private final RecordingHistory recording;
    private final Telemetry telemetry;

    /** As Lambda makes it, from the environment. */
    public HistoryHandler() {
        this(HistoryConfig.of(Environment.ofFunction()), new FailureTally());
        Priming.register(new HistoryRehearsal(recording));
    }

    private HistoryHandler(HistoryConfig config, FailureTally failures) {
        this(config.history(failures), failures);
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of {@code history}
     */
    HistoryHandler(DynamoHistory history, FailureTally failures) {
        recording = history.recording();
        telemetry = new Telemetry("history", failures);
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return telemetry.logged(context, () -> record(event.getRecords(), context));
    }

    private StreamsEventResponse record(List<DynamodbStreamRecord> records, Context context) {
        long startedAt = System.nanoTime();
        DeltaBatch batch = DeltaBatch.read(records);
        Optional<String> failed = record(batch, context).or(batch::poison);
        telemetry.report(
                new CallReport(
                        "recordHistory",
                        failed.isPresent() ? "partial" : "recorded",
                        Map.of("Deltas", (long) batch.deltas().size()),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return new StreamsEventResponse(failed.stream().map(BatchItemFailure::new).toList());
    }

    /** Records what can be; if the table does not take it in time, all of it comes again. */
    private Optional<String> record(DeltaBatch batch, Context context) {
        try {
            recording.record(batch.deltas(), Calls.ofFunction(context));
            return Optional.empty();
        } catch (TryAgainException e) {
            LOG.warn("The table did not take a batch in time", e);
            return batch.first();
        }
    }
}
