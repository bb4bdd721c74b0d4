package dev.netstock.publishers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.platform.function.Calls;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.function.Priming;
import dev.netstock.platform.messaging.UnsentMessages;
import dev.netstock.platform.stream.FailedRecords;
import dev.netstock.platform.stream.PoisonIsolation;
import dev.netstock.platform.stream.RefusedRecord;
import dev.netstock.platform.stream.StreamBatch;
import dev.netstock.platform.telemetry.CallReport;
import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.publishers.LevelPublisher.Published;
import dev.netstock.stock.event.ItemChange;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The level publisher: turns item changes into level events (one per batch, SKU and location),
 * oversell events, and messages for replenishment and the sweep. Thread-safe.
 */
public final class LevelPublisherHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(LevelPublisherHandler.class);
    private static final LevelEvents NOTHING =
            new LevelEvents(List.of(), List.of(), List.of(), List.of(), List.of());

    private final LevelPublisher publisher;
    private final FailedRecords failedRecords;
    private final Telemetry telemetry;

    /** Used by Lambda; reads the environment variables. */
    public LevelPublisherHandler() {
        this(Environment.ofFunction(), new FailureTally());
        Priming.register(new LevelPriming(publisher));
    }

    private LevelPublisherHandler(Environment environment, FailureTally failures) {
        this(
                LevelPublisherConfig.of(environment).publisher(failures),
                FailedRecords.of(environment),
                failures);
    }

    /**
     * Creates the function.
     *
     * @param failures must be the listener of everything in {@code publisher}
     */
    LevelPublisherHandler(
            LevelPublisher publisher, FailedRecords failedRecords, FailureTally failures) {
        this.publisher = publisher;
        this.failedRecords = failedRecords;
        this.telemetry = new Telemetry("level-publisher", failures);
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return telemetry.logged(context, () -> publish(event.getRecords(), context));
    }

    private StreamsEventResponse publish(List<DynamodbStreamRecord> records, Context context) {
        long startedAt = System.nanoTime();
        StreamBatch<ItemChange> batch = ItemRecords.read(records);
        Call call = Calls.ofFunction(context);
        Map<String, String> refused = new HashMap<>(batch.unreadable());
        List<Published> published =
                PoisonIsolation.handle(
                        batch.entries(),
                        some -> publish(batch.of(some), call),
                        (entry, failure) ->
                                refused.put(entry.sequenceNumber(), RefusedRecord.reason(failure)));
        Set<String> failed = new HashSet<>();
        for (Published part : published) {
            failed.addAll(part.unsent().later());
            refused.putAll(part.unsent().refused());
        }
        StreamsEventResponse answer = batch.answer(refused, failed, failedRecords, context);
        telemetry.report(
                new CallReport(
                        "publishLevels",
                        answer.getBatchItemFailures().isEmpty() ? "published" : "partial",
                        counts(published, refused.size()),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return answer;
    }

    /** If a level, a claim or settings cannot be read in time, the whole batch is retried. */
    private Published publish(StreamBatch<ItemChange> batch, Call call) {
        try {
            return publisher.publish(batch, call);
        } catch (RetryLaterException e) {
            LOG.warn("The tables were not read within the time budget", e);
            String first = batch.entries().getFirst().sequenceNumber();
            return new Published(NOTHING, new UnsentMessages(Set.of(first), Map.of()));
        }
    }

    private static Map<String, Long> counts(List<Published> published, long refused) {
        Map<String, Long> counts = new HashMap<>();
        counts.put("RefusedRecords", refused);
        for (String name :
                List.of("EventsPublished", "Levels", "OpenTakes", "Oversold", "HotItems")) {
            counts.put(name, 0L);
        }
        for (Published part : published) {
            LevelEvents events = part.events();
            counts.merge(
                    "EventsPublished",
                    (long) events.levels().size() + events.oversold().size(),
                    Long::sum);
            counts.merge("Levels", (long) events.levels().size(), Long::sum);
            counts.merge(
                    "OpenTakes",
                    events.takes().stream().mapToLong(some -> some.takes().size()).sum(),
                    Long::sum);
            counts.merge("Oversold", events.oversoldUnits(), Long::sum);
            counts.merge("HotItems", (long) events.heat().size(), Long::sum);
        }
        return counts;
    }
}
