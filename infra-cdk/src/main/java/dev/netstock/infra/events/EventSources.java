package dev.netstock.infra.events;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.data.StoredData;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.EventSourceMappingOptions;
import software.amazon.awscdk.services.lambda.MetricType;
import software.amazon.awscdk.services.lambda.MetricsConfig;
import software.amazon.awscdk.services.lambda.StartingPosition;

import java.util.List;
import java.util.Map;

/** Connects functions with the streams and queues that feed them. */
public final class EventSources {
    /**
     * For so long before the stream forgets a record it is no longer retried, but kept in the
     * bucket: the mapping reads the record once more for that.
     */
    private static final Duration KEPT_BEFORE_FORGOTTEN = Duration.hours(1);

    /** CDK's options allow a number of retries alone. */
    private static final int UNLIMITED = -1;

    /** How long a DynamoDB stream has a record. */
    private static final Duration TABLE_STREAM_RETENTION = Duration.hours(24);

    private final StageSettings settings;
    private final StoredData data;
    private final Map<NetStockFunction, StockFunction> functions;

    public EventSources(
            StageSettings settings,
            StoredData data,
            Map<NetStockFunction, StockFunction> functions) {
        this.settings = settings;
        this.data = data;
        this.functions = functions;
    }

    /** From the oldest record that the stream still has, so that none is missed at the start. */
    EventSourceMapping byStream(NetStockFunction fed, ITable table) {
        return byStream(fed, requireNonNull(table.getTableStreamArn()), TABLE_STREAM_RETENTION);
    }

    /**
     * From the oldest record that the stream still has, so that none is missed at the start.
     *
     * @param retention how long the stream has a record
     */
    public EventSourceMapping byStream(NetStockFunction fed, IStream stream, Duration retention) {
        return byStream(fed, stream.getStreamArn(), retention);
    }

    /**
     * The function itself keeps records that can never be handled. What fails here may succeed
     * later, and is retried for as long as the stream has it: a number of retries would be used up
     * within minutes. A batch is halved after an error, so that even a record that kills the
     * function ends alone.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">
     *     CreateEventSourceMapping</a>: MaximumRetryAttempts -1, the default, retries until the
     *     record expires; MaximumRecordAgeInSeconds is 7 days at most
     */
    private EventSourceMapping byStream(
            NetStockFunction fed, String streamArn, Duration retention) {
        var options =
                common(fed)
                        .eventSourceArn(streamArn)
                        .startingPosition(StartingPosition.TRIM_HORIZON)
                        .parallelizationFactor(settings.feedOf(fed).sideBySide())
                        .bisectBatchOnError(true)
                        .maxRecordAge(retention.minus(KEPT_BEFORE_FORGOTTEN))
                        .supportS3OnFailureDestination(true)
                        .onFailure(new FailedBatchDestination(data.buckets().aside()))
                        .build();
        var mapping = mapping(fed, "Stream", options);
        if (mapping.getNode().getDefaultChild() instanceof CfnEventSourceMapping resource) {
            resource.setMaximumRetryAttempts(UNLIMITED);
        }
        return mapping;
    }

    public EventSourceMapping byQueue(NetStockFunction fed, ConsumerQueue from) {
        var options =
                common(fed)
                        .eventSourceArn(from.queue().getQueueArn())
                        .maxConcurrency(settings.feedOf(fed).sideBySide())
                        .build();
        var mapping = mapping(fed, "Queue", options);
        AcceptedFindings.finding(
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
