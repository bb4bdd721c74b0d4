package dev.netstock.publishers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import dev.netstock.events.StockEvent;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.stream.FailedRecords;
import dev.netstock.platform.stream.PoisonIsolation;
import dev.netstock.platform.stream.RefusedRecord;
import dev.netstock.platform.stream.StreamBatch;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.stock.dynamodb.DeltaRecords;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The delta publisher: publishes each delta of the stream as an event, and sends new holds to the
 * expiry function, each at least once. Thread-safe.
 */
public final class DeltaPublisherHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final DeltaPublisher publisher;
    private final FailedRecords failedRecords;
    private final Telemetry telemetry;

    /** Used by Lambda; reads the environment variables. */
    public DeltaPublisherHandler() {
        this(Environment.ofFunction(), new FailureTally());
        Priming.register(new DeltaPriming(publisher));
    }

    private DeltaPublisherHandler(Environment environment, FailureTally failures) {
        this(
                DeltaPublisherConfig.of(environment).publisher(failures),
                FailedRecords.of(environment),
                failures);
    }

    /**
     * Creates the function.
     *
     * @param failures must be the listener of everything in {@code publisher}
     */
    DeltaPublisherHandler(
            DeltaPublisher publisher, FailedRecords failedRecords, FailureTally failures) {
        this.publisher = publisher;
        this.failedRecords = failedRecords;
        this.telemetry = new Telemetry("delta-publisher", failures);
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return telemetry.logged(context, () -> publish(event.getRecords(), context));
    }

    private StreamsEventResponse publish(List<DynamodbStreamRecord> records, Context context) {
        long startedAt = System.nanoTime();
        StreamBatch<Optional<StockEvent>> batch = DeltaRecords.read(records);
        Call call = Calls.ofFunction(context);
        Map<String, String> refused = new HashMap<>(batch.unreadable());
        Set<String> failed = new HashSet<>();
        PoisonIsolation.handle(
                        batch.entries(),
                        some -> publisher.publish(some, call),
                        (entry, failure) ->
                                refused.put(entry.sequenceNumber(), RefusedRecord.reason(failure)))
                .forEach(
                        unsent -> {
                            failed.addAll(unsent.later());
                            refused.putAll(unsent.refused());
                        });
        StreamsEventResponse answer = batch.answer(refused, failed, failedRecords, context);
        long events = batch.entries().stream().filter(entry -> entry.content().isPresent()).count();
        telemetry.report(
                new CallReport(
                        "publishDeltas",
                        answer.getBatchItemFailures().isEmpty() ? "published" : "partial",
                        Map.of(
                                "EventsPublished",
                                events - failed.size() - refused.size() + batch.unreadable().size(),
                                "RefusedRecords",
                                (long) refused.size()),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return answer;
    }
}
