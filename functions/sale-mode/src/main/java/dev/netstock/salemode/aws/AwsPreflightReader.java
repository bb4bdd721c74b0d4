package dev.netstock.salemode.aws;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.PreflightInputs;
import dev.netstock.salemode.mode.PreflightInputs.ReconcileResult;
import dev.netstock.salemode.mode.PreflightInputs.StageLimits;
import dev.netstock.salemode.mode.PreflightInputs.TableCapacity;
import dev.netstock.salemode.step.PreflightReader;
import dev.netstock.salemode.step.ReconcileControl;
import dev.netstock.salemode.step.ReconcileControl.ReconcileRun;
import dev.netstock.stock.Sku;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.setting.PurchaseLimits;

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
    private final ShardTotals items;
    private final PurchaseLimits purchaseLimits;
    private final StoredSalePools pools;
    private final ReconcileControl reconcile;
    private final AccountQuotas quotas;
    private final Limits limits;

    public AwsPreflightReader(
            DynamoDbClient dynamo,
            SqsClient sqs,
            ShardTotals items,
            PurchaseLimits purchaseLimits,
            StoredSalePools pools,
            ReconcileControl reconcile,
            AccountQuotas quotas,
            Limits limits) {
        this.dynamo = dynamo;
        this.sqs = sqs;
        this.items = items;
        this.purchaseLimits = purchaseLimits;
        this.pools = pools;
        this.reconcile = reconcile;
        this.quotas = quotas;
        this.limits = limits;
    }

    /**
     * The limits of the stage, and where to look for more.
     *
     * @param netStock the table of the shards
     * @param stockDeltas the table of the claims
     * @param queues the URLs of the queues
     * @param archiveStream the delivery stream of the archive
     * @param stage the limits that the stage sets
     */
    public record Limits(
            String netStock,
            String stockDeltas,
            List<String> queues,
            String archiveStream,
            StageLimits stage) {
        public Limits {
            queues = List.copyOf(queues);
        }
    }

    @Override
    public PreflightInputs read(Plan plan, Call call) {
        return new PreflightInputs(
                limits.stage(),
                quotas.read(),
                capacity(limits.netStock()),
                capacity(limits.stockDeltas()),
                unknownSkus(plan, call),
                unlimitedSkus(plan, call),
                pools.faults(plan, call),
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
                .filter(sku -> items.firstItems(sku, call).isEmpty())
                .collect(Collectors.toSet());
    }

    /** The SKUs that have another limit than that of the plan, or have it not everywhere. */
    private Set<Sku> unlimitedSkus(Plan plan, Call call) {
        return plan.limit().isNone()
                ? Set.of()
                : plan.skus().stream()
                        .filter(sku -> !hasLimit(sku, plan, call))
                        .collect(Collectors.toSet());
    }

    private boolean hasLimit(Sku sku, Plan plan, Call call) {
        return purchaseLimits
                .everywhere(sku, call)
                .filter(limit -> limit.id().equals(plan.sale()))
                .filter(limit -> limit.perOrder().equals(plan.limit().perOrder()))
                .filter(limit -> limit.perCustomer().equals(plan.limit().perCustomer()))
                .isPresent();
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
