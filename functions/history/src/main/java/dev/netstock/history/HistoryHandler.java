package dev.netstock.history;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.stream.FailedRecords;
import dev.netstock.platform.stream.PoisonIsolation;
import dev.netstock.platform.stream.RefusedRecord;
import dev.netstock.platform.stream.StreamBatch;
import dev.netstock.platform.stream.StreamBatch.Entry;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.projection.ConsumerPriming;
import dev.netstock.projection.GenerationReader;
import dev.netstock.projection.ProjectionConsumer;
import dev.netstock.stock.dynamodb.DeltaRecords;
import dev.netstock.stock.history.HistoryRecorder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The history function: writes the deltas of the stream into the history of each SKU. The result
 * does not depend on the order of records or on duplicates. Thread-safe.
 */
public final class HistoryHandler implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryHandler.class);

    private final ProjectionConsumer consumer;
    private final GenerationReader generations;
    private final FailedRecords failedRecords;
    private final Telemetry telemetry;

    /** Used by Lambda; reads the environment variables. */
    public HistoryHandler() {
        this(Environment.ofFunction(), new FailureTally());
        Priming.register(new ConsumerPriming(generations));
    }

    private HistoryHandler(Environment environment, FailureTally failures) {
        this(
                HistoryConfig.of(environment).tables(failures),
                FailedRecords.of(environment),
                failures);
    }

    /**
     * Creates the function.
     *
     * @param failures must be the listener of {@code tables}
     */
    HistoryHandler(
            HistoryConfig.Tables tables, FailedRecords failedRecords, FailureTally failures) {
        this.generations = tables.generations();
        this.consumer =
                new ProjectionConsumer(
                        generations, new HistoryProjection(tables.history().recording()));
        this.failedRecords = failedRecords;
        this.telemetry = new Telemetry("history", failures);
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return telemetry.logged(context, () -> record(event.getRecords(), context));
    }

    private StreamsEventResponse record(List<DynamodbStreamRecord> records, Context context) {
        long startedAt = System.nanoTime();
        StreamBatch<Optional<StockEvent>> batch = DeltaRecords.read(records);
        Call call = Calls.ofFunction(context);
        Map<String, String> refused = new HashMap<>(batch.unreadable());
        Set<String> failed = new HashSet<>();
        PoisonIsolation.handle(
                        batch.entries(),
                        some -> record(some, call),
                        (entry, failure) ->
                                refused.put(entry.sequenceNumber(), RefusedRecord.reason(failure)))
                .forEach(failed::addAll);
        StreamsEventResponse answer = batch.answer(refused, failed, failedRecords, context);
        telemetry.report(
                new CallReport(
                        "recordHistory",
                        answer.getBatchItemFailures().isEmpty() ? "recorded" : "partial",
                        Map.of(
                                "Events", (long) events(batch.entries()).size(),
                                "RefusedRecords", (long) refused.size()),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return answer;
    }

    /**
     * Records events, and returns the sequence numbers of the records to be retried: the first one
     * if the tables did not answer in time, since a retried batch starts there.
     */
    private Set<String> record(List<Entry<Optional<StockEvent>>> entries, Call call) {
        try {
            consumer.write(events(entries), call);
            return Set.of();
        } catch (RetryLaterException e) {
            LOG.warn("{} records were not recorded within the time budget", entries.size(), e);
            return Set.of(entries.getFirst().sequenceNumber());
        }
    }

    /** The events that have entries in the history; a confirmation of a running hold has none. */
    private static List<StockEvent> events(List<Entry<Optional<StockEvent>>> entries) {
        return entries.stream()
                .flatMap(entry -> entry.content().stream())
                .filter(HistoryRecorder::records)
                .toList();
    }
}
