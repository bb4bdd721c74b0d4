package dev.netstock.fanout;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;

import dev.netstock.fanout.LevelPublishing.Published;
import dev.netstock.invocation.Calls;
import dev.netstock.invocation.Environment;
import dev.netstock.invocation.Priming;
import dev.netstock.stock.TryAgainException;
import dev.netstock.stock.event.ItemChange;
import dev.netstock.telemetry.CallReport;
import dev.netstock.telemetry.FailureTally;
import dev.netstock.telemetry.Telemetry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The level publisher: the changes of net stock's items become levels, coalesced to the last of a
 * batch, oversells, and work for the sweep. Thread-safe.
 */
public final class LevelPublisherHandler
        implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(LevelPublisherHandler.class);
    private static final LevelNews NOTHING =
            new LevelNews(List.of(), List.of(), List.of(), List.of());

    private final LevelPublishing publishing;
    private final Telemetry telemetry;

    /** As Lambda makes it, from the environment. */
    public LevelPublisherHandler() {
        this(LevelPublisherConfig.of(Environment.ofFunction()), new FailureTally());
        Priming.register(new LevelRehearsal(publishing));
    }

    private LevelPublisherHandler(LevelPublisherConfig config, FailureTally failures) {
        this(
                new LevelPublishing(
                        config.outlets(failures), config.levels(failures).summingShards()),
                failures);
    }

    /**
     * With what it works on.
     *
     * @param failures has to be the listener of what is in {@code publishing}
     */
    LevelPublisherHandler(LevelPublishing publishing, FailureTally failures) {
        this.publishing = publishing;
        this.telemetry = new Telemetry("level-publisher", failures);
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        return telemetry.logged(context, () -> publish(event.getRecords(), context));
    }

    private StreamsEventResponse publish(List<DynamodbStreamRecord> records, Context context) {
        long startedAt = System.nanoTime();
        StreamBatch<ItemChange> batch = ItemRecords.read(records);
        Published published = publish(batch, context);
        StreamAnswer answer = new StreamAnswer(batch, published.failed());
        telemetry.report(
                new CallReport(
                        "publishLevels",
                        answer.outcome(),
                        counts(published.news()),
                        Duration.ofNanos(System.nanoTime() - startedAt)));
        return answer.response();
    }

    /** If a level cannot be read in time, all of the batch comes again. */
    private Published publish(StreamBatch<ItemChange> batch, Context context) {
        try {
            return publishing.publish(batch, Calls.ofFunction(context));
        } catch (TryAgainException e) {
            LOG.warn("The levels of a batch were not read in time", e);
            return new Published(NOTHING, Set.of(batch.entries().getFirst().sequenceNumber()));
        }
    }

    private static Map<String, Long> counts(LevelNews news) {
        return Map.of(
                "EventsPublished",
                (long) news.levels().size() + news.oversold().size(),
                "Levels",
                (long) news.levels().size(),
                "Takes",
                news.takes().stream().mapToLong(some -> some.takes().size()).sum(),
                "Oversold",
                news.oversoldUnits(),
                "HotItems",
                (long) news.heat().size());
    }
}
