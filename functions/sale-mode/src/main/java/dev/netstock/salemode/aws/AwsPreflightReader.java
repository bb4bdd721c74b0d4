package dev.netstock.salemode.aws;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.PreflightInputs;
import dev.netstock.salemode.mode.PreflightInputs.ReconcileResult;
import dev.netstock.salemode.mode.PreflightInputs.TableCapacity;
import dev.netstock.salemode.step.PreflightReader;
import dev.netstock.salemode.step.ReconcileControl;
import dev.netstock.salemode.step.ReconcileControl.ReconcileRun;
import dev.netstock.salemode.step.SkuLevels;
import dev.netstock.stock.Sku;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the inputs of the preflight checks from AWS. Thread-safe. */
public final class AwsPreflightReader implements PreflightReader {
    private final DynamoDbClient dynamo;
    private final SqsClient sqs;
    private final SkuLevels levels;
    private final ReconcileControl reconcile;
    private final Limits limits;

    public AwsPreflightReader(
            DynamoDbClient dynamo,
            SqsClient sqs,
            SkuLevels levels,
            ReconcileControl reconcile,
            Limits limits) {
        this.dynamo = dynamo;
        this.sqs = sqs;
        this.levels = levels;
        this.reconcile = reconcile;
        this.limits = limits;
    }

    /**
     * The limits of the stage.
     *
     * @param tables the tables of checkout
     * @param queues the URLs of the queues
     * @param checkoutEnvironments the reserved concurrency of checkout; empty if it shares the
     *     account's
     * @param reservationsPerSecond the throttle of the API
     */
    public record Limits(
            List<String> tables,
            List<String> queues,
            Optional<Long> checkoutEnvironments,
            long reservationsPerSecond) {
        public Limits {
            tables = List.copyOf(tables);
            queues = List.copyOf(queues);
        }
    }

    @Override
    public PreflightInputs read(Plan plan, Call call) {
        return new PreflightInputs(
                limits.tables().stream().map(this::capacity).toList(),
                limits.checkoutEnvironments(),
                limits.reservationsPerSecond(),
                unknownSkus(plan, call),
                backlogs(),
                reconcile.latest(call).flatMap(AwsPreflightReader::result));
    }

    private TableCapacity capacity(String table) {
        var warm = dynamo.describeTable(it -> it.tableName(table)).table().warmThroughput();
        return new TableCapacity(
                table, Optional.ofNullable(warm).map(it -> it.writeUnitsPerSecond()));
    }

    private Set<Sku> unknownSkus(Plan plan, Call call) {
        return plan.skus().stream()
                .filter(sku -> levels.of(sku, call).isEmpty())
                .collect(Collectors.toSet());
    }

    private Map<String, Long> backlogs() {
        Map<String, Long> backlogs = new HashMap<>();
        for (String queue : limits.queues()) {
            String messages =
                    sqs.getQueueAttributes(
                                    it ->
                                            it.queueUrl(queue)
                                                    .attributeNames(
                                                            QueueAttributeName
                                                                    .APPROXIMATE_NUMBER_OF_MESSAGES))
                            .attributes()
                            .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0");
            backlogs.put(queue.substring(queue.lastIndexOf('/') + 1), Long.valueOf(messages));
        }
        return backlogs;
    }

    private static Optional<ReconcileResult> result(ReconcileRun run) {
        return run.finishedAt().map(at -> new ReconcileResult(at, run.found()));
    }
}
