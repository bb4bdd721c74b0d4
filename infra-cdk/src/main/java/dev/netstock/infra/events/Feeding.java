package dev.netstock.infra.events;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.Explained;
import dev.netstock.infra.data.StoredData;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.EventSourceMappingOptions;
import software.amazon.awscdk.services.lambda.MetricType;
import software.amazon.awscdk.services.lambda.MetricsConfig;
import software.amazon.awscdk.services.lambda.StartingPosition;

import java.util.List;
import java.util.Map;

/** Connects functions with the streams and queues that feed them. */
public final class Feeding {
    /**
     * A batch of a stream that fails is halved until what fails stands alone; that is put aside, so
     * that it never holds up its shard for the day that a stream lasts.
     */
    private static final int RETRIES_MAX = 20;

    private static final Duration RECORD_AGE_MAX = Duration.hours(6);

    private final StageSettings settings;
    private final StoredData data;
    private final Map<NetStockFunction, StockFunction> functions;

    public Feeding(
            StageSettings settings,
            StoredData data,
            Map<NetStockFunction, StockFunction> functions) {
        this.settings = settings;
        this.data = data;
        this.functions = functions;
    }

    /** From the oldest record that the stream still has, so that none is missed at the start. */
    EventSourceMapping byStream(NetStockFunction fed, ITable table) {
        return byStream(fed, requireNonNull(table.getTableStreamArn()));
    }

    /** From the oldest record that the stream still has, so that none is missed at the start. */
    public EventSourceMapping byStream(NetStockFunction fed, IStream stream) {
        return byStream(fed, stream.getStreamArn());
    }

    private EventSourceMapping byStream(NetStockFunction fed, String streamArn) {
        var options =
                common(fed)
                        .eventSourceArn(streamArn)
                        .startingPosition(StartingPosition.TRIM_HORIZON)
                        .parallelizationFactor(settings.feedOf(fed).sideBySide())
                        .bisectBatchOnError(true)
                        .retryAttempts(RETRIES_MAX)
                        .maxRecordAge(RECORD_AGE_MAX)
                        .supportS3OnFailureDestination(true)
                        .onFailure(new PutAside(data.buckets().aside()))
                        .build();
        return mapping(fed, "Stream", options);
    }

    public EventSourceMapping byQueue(NetStockFunction fed, ConsumerQueue from) {
        var options =
                common(fed)
                        .eventSourceArn(from.queue().getQueueArn())
                        .maxConcurrency(settings.feedOf(fed).sideBySide())
                        .build();
        var mapping = mapping(fed, "Queue", options);
        Explained.finding(
                mapping,
                "Serverless-LambdaEventSourceMappingDestination",
                "A mapping of a queue has none: the queue has its dead letters.");
        return mapping;
    }

    private EventSourceMappingOptions.Builder common(NetStockFunction fed) {
        var feed = settings.feedOf(fed);
        var options =
                EventSourceMappingOptions.builder()
                        .batchSize(feed.batchSize())
                        .reportBatchItemFailures(true)
                        .metricsConfig(
                                MetricsConfig.builder()
                                        .metrics(List.of(MetricType.EVENT_COUNT))
                                        .build());
        return feed.windowSeconds() == 0
                ? options
                : options.maxBatchingWindow(Duration.seconds(feed.windowSeconds()));
    }

    private EventSourceMapping mapping(
            NetStockFunction fed, String id, EventSourceMappingOptions options) {
        return requireNonNull(functions.get(fed)).live().addEventSourceMapping(id, options);
    }
}
