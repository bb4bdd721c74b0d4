package dev.netstock.fanout;

import static java.util.stream.Collectors.toSet;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import dev.netstock.events.StockEvent;
import dev.netstock.invocation.Calls;
import dev.netstock.invocation.Environment;
import dev.netstock.invocation.Priming;
import dev.netstock.messaging.EventPublisher;
import dev.netstock.telemetry.CallReport;
import dev.netstock.telemetry.FailureTally;
import dev.netstock.telemetry.Telemetry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The delta publisher: each delta of the stream becomes an event of the topic, once at least.
 * Thread-safe.
 */
public final class DeltaPublisherHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private final EventPublisher publisher;
    private final Telemetry telemetry;

    /** As Lambda makes it, from the environment. */
    public DeltaPublisherHandler() {
        this(DeltaPublisherConfig.of(Environment.ofFunction()), new FailureTally());
        Priming.register(new DeltaRehearsal(publisher));
    }

    private DeltaPublisherHandler(DeltaPublisherConfig config, FailureTally failures) {
        this(config.publisher(failures), failures);
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of {@code publisher}
     */
    DeltaPublisherHandler(EventPublisher publisher, FailureTally failures) {
        this.publisher = publisher;
        this.telemetry = new Telemetry("delta-publisher", failures);
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return telemetry.logged(context, () -> publish(event.getRecords(), context));
    }

    private StreamsEventResponse publish(List<DynamodbStreamRecord> records, Context context) {
        long startedAt = System.nanoTime();
        StreamBatch<Optional<StockEvent>> batch = DeltaRecords.read(records);
        List<StockEvent> events =
                batch.entries().stream().flatMap(entry -> entry.content().stream()).toList();
        Set<String> unpublished = publisher.publish(events, Calls.ofFunction(context));
        StreamAnswer answer = new StreamAnswer(batch, failed(batch, unpublished));
        telemetry.report(
                new CallReport(
                        "publishDeltas",
                        answer.outcome(),
                        Map.of("EventsPublished", (long) events.size() - unpublished.size()),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return answer.response();
    }

    private static Set<String> failed(
            StreamBatch<Optional<StockEvent>> batch, Set<String> unpublished) {
        return batch.entries().stream()
                .filter(
                        entry ->
                                entry.content()
                                        .map(StockEvent::id)
                                        .filter(unpublished::contains)
                                        .isPresent())
                .map(StreamBatch.Entry::sequenceNumber)
                .collect(toSet());
    }
}
