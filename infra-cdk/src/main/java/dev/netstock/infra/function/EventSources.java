package dev.netstock.infra.function;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.data.StockBucket;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.EventSourceMappingOptions;
import software.amazon.awscdk.services.lambda.MetricType;
import software.amazon.awscdk.services.lambda.MetricsConfig;
import software.amazon.awscdk.services.lambda.StartingPosition;

import java.util.List;

/** Connects functions with the streams and queues that invoke them. */
record EventSources(StageResources resources) {
    /**
     * The mapping stops retrying a record this long before the stream deletes it, and keeps it in
     * the bucket instead: it reads the record once more for that.
     */
    private static final Duration RESERVE = Duration.hours(1);

    /** CDK's options allow only a number of retries. */
    private static final int UNLIMITED = -1;

    private static final Duration TABLE_STREAM_RETENTION = Duration.hours(24);

    EventSourceMapping byTableStream(FunctionSpec function, Trigger.TableStream stream) {
        var arn = requireNonNull(resources.table(stream.table()).getTableStreamArn());
        return byStream(function, arn, TABLE_STREAM_RETENTION);
    }

    EventSourceMapping byMovementStream(FunctionSpec function) {
        var retention = Duration.hours(resources.settings().ledger().movementRetentionHours());
        return byStream(function, resources.movements().getStreamArn(), retention);
    }

    /**
     * Starts at the oldest record that the stream still has, so that none is missed. The function
     * itself stores records that can never be processed. Every other failure may succeed later, and
     * is retried as long as the stream has the record: a number of retries would be used up within
     * minutes. The mapping halves a batch after an error, so that a record that kills the function
     * ends up in a batch of its own.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html">
     *     CreateEventSourceMapping</a>: MaximumRetryAttempts -1, the default, retries until the
     *     record expires; MaximumRecordAgeInSeconds is 7 days at most
     */
    private EventSourceMapping byStream(
            FunctionSpec function, String streamArn, Duration retention) {
        var options =
                common(function)
                        .eventSourceArn(streamArn)
                        .startingPosition(StartingPosition.TRIM_HORIZON)
                        .parallelizationFactor(concurrentBatches(function))
                        .bisectBatchOnError(true)
                        .maxRecordAge(retention.minus(RESERVE))
                        .supportS3OnFailureDestination(true)
                        .onFailure(
                                new FailedBatchDestination(
                                        resources.bucket(StockBucket.FAILED_BATCHES)))
                        .build();
        var mapping = mapping(function, "Stream", options);
        if (mapping.getNode().getDefaultChild() instanceof CfnEventSourceMapping resource) {
            resource.setMaximumRetryAttempts(UNLIMITED);
        }
        return mapping;
    }

    EventSourceMapping byQueue(FunctionSpec function) {
        var options =
                common(function)
                        .eventSourceArn(resources.queue(function.id()).getQueueArn())
                        .maxConcurrency(concurrentBatches(function))
                        .build();
        var mapping = mapping(function, "Queue", options);
        AcceptedFindings.finding(
                mapping,
                "Serverless-LambdaEventSourceMappingDestination",
                "A mapping of a queue has none: the queue has its dead letters.");
        return mapping;
    }

    private int concurrentBatches(FunctionSpec function) {
        return resources.settings().of(function).concurrentBatches();
    }

    private EventSourceMappingOptions.Builder common(FunctionSpec function) {
        var size = resources.settings().of(function);
        var options =
                EventSourceMappingOptions.builder()
                        .batchSize(size.batchSize())
                        .reportBatchItemFailures(true)
                        .metricsConfig(
                                MetricsConfig.builder()
                                        .metrics(List.of(MetricType.EVENT_COUNT))
                                        .build());
        return size.batchWindowSeconds() == 0
                ? options
                : options.maxBatchingWindow(Duration.seconds(size.batchWindowSeconds()));
    }

    private EventSourceMapping mapping(
            FunctionSpec function, String id, EventSourceMappingOptions options) {
        return resources.function(function).live().addEventSourceMapping(id, options);
    }
}
