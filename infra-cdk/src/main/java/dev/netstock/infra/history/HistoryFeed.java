package dev.netstock.infra.history;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.Explained;
import dev.netstock.infra.data.StockTables;
import dev.netstock.infra.data.TableAccess;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.EventSourceMappingOptions;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/**
 * Writes the history: the stream of the deltas, the mapping that reads it, and the function.
 *
 * <p>A batch that fails is halved until the bad delta stands alone; what still fails is put aside
 * in a queue, so that one bad delta never holds up its shard for the day that a stream lasts.
 */
public final class HistoryFeed extends Construct {
    private static final int RETRIES_MAX = 20;
    private static final Duration DELTA_AGE_MAX = Duration.hours(6);
    private static final Duration FAILURES_KEPT = Duration.days(14);

    public HistoryFeed(
            Construct scope, StageSettings settings, FunctionZips zips, StockTables tables) {
        super(scope, "HistoryFeed");
        var failures = failures(settings);
        var function = function(settings, zips, tables, failures);
        function.live().addEventSourceMapping("Deltas", mapping(settings, tables, failures));
        explain(function, tables);
        CfnOutput.Builder.create(this, "FailuresUrl")
                .value(failures.getQueueUrl())
                .build()
                .overrideLogicalId("HistoryFailuresQueue");
    }

    private Queue failures(StageSettings settings) {
        var queue =
                Queue.Builder.create(this, "Failures")
                        .encryption(QueueEncryption.SQS_MANAGED)
                        .enforceSsl(true)
                        .retentionPeriod(FAILURES_KEPT)
                        .removalPolicy(settings.removalPolicy())
                        .build();
        var reason = "It is the end of the line itself: operators read it, no function does.";
        Explained.finding(queue, "AwsSolutions-SQS3", reason);
        Explained.finding(queue, "Serverless-SQSRedrivePolicy", reason);
        return queue;
    }

    private StockFunction function(
            StageSettings settings, FunctionZips zips, StockTables tables, Queue failures) {
        return new StockFunction(
                this,
                NetStockFunction.HISTORY,
                settings,
                zips,
                Map.of("STOCK_HISTORY_TABLE", tables.stockHistory().getTableName()),
                List.of(
                        TableAccess.on(tables.stockHistory(), "BatchWriteItem"),
                        TableAccess.toStreamOf(tables.stockDeltas()),
                        TableAccess.toListStreamsOf(tables.stockDeltas()),
                        TableAccess.through(tables.key()),
                        PolicyStatement.Builder.create()
                                .actions(List.of("sqs:SendMessage"))
                                .resources(List.of(failures.getQueueArn()))
                                .build()));
    }

    /** From the oldest delta that the stream still has, so that none is missed at the start. */
    private static EventSourceMappingOptions mapping(
            StageSettings settings, StockTables tables, Queue failures) {
        var feed = settings.historyFeed();
        return EventSourceMappingOptions.builder()
                .eventSourceArn(tables.stockDeltas().getTableStreamArn())
                .startingPosition(StartingPosition.TRIM_HORIZON)
                .batchSize(feed.batchSize())
                .maxBatchingWindow(Duration.seconds(feed.batchWindowSeconds()))
                .parallelizationFactor(feed.batchesPerShard())
                .reportBatchItemFailures(true)
                .bisectBatchOnError(true)
                .retryAttempts(RETRIES_MAX)
                .maxRecordAge(DELTA_AGE_MAX)
                .onFailure(new PutAside(failures))
                .build();
    }

    private static void explain(StockFunction function, StockTables tables) {
        Explained.finding(
                function,
                "AwsSolutions-IAM5[Resource::" + exported(tables.stockDeltas()) + "/stream/*]",
                "ListStreams is about a table, which IAM writes as all streams of that table.");
    }

    /** The name under which the data stack exports the table's ARN: cdk-nag reports that. */
    private static Object exported(ITable table) {
        var imported = table.getStack().exportValue(table.getTableArn());
        var resolved = (Map<?, ?>) table.getStack().resolve(imported);
        return requireNonNull(resolved.get("Fn::ImportValue"));
    }
}
