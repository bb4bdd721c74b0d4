package dev.netstock.salemode.aws;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.Plan;
import dev.netstock.salemode.mode.PreflightInputs;
import dev.netstock.salemode.mode.PreflightInputs.Compared;
import dev.netstock.salemode.mode.PreflightInputs.Room;
import dev.netstock.salemode.step.Comparison;
import dev.netstock.salemode.step.Comparison.Standing;
import dev.netstock.salemode.step.Places;
import dev.netstock.salemode.step.PreflightReader;
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

/**
 * What a sale would find in AWS. Thread-safe.
 *
 * @param dynamo asked for the warm throughput of tables
 * @param sqs asked how many messages wait
 * @param places where SKUs are sold
 * @param comparison the last comparison with the ledger
 * @param limits what the stage was deployed with
 */
public record AwsPreflightInputs(
        DynamoDbClient dynamo, SqsClient sqs, Places places, Comparison comparison, Limits limits)
        implements PreflightReader {
    /**
     * What the stage was deployed with.
     *
     * @param tables the tables of checkout
     * @param queues the URLs of the queues
     * @param environments how many checkout may have; empty if it shares those of the account
     * @param reservationsPerSecond how many the API lets through
     */
    public record Limits(
            List<String> tables,
            List<String> queues,
            Optional<Long> environments,
            long reservationsPerSecond) {
        public Limits {
            tables = List.copyOf(tables);
            queues = List.copyOf(queues);
        }
    }

    @Override
    public PreflightInputs look(Plan plan, Call call) {
        return new PreflightInputs(
                limits.tables().stream().map(this::room).toList(),
                limits.environments(),
                limits.reservationsPerSecond(),
                unknown(plan, call),
                depths(),
                comparison.newest(call).flatMap(AwsPreflightInputs::compared));
    }

    private Room room(String table) {
        var warm = dynamo.describeTable(it -> it.tableName(table)).table().warmThroughput();
        return new Room(table, Optional.ofNullable(warm).map(it -> it.writeUnitsPerSecond()));
    }

    private Set<Sku> unknown(Plan plan, Call call) {
        return plan.skus().stream()
                .filter(sku -> places.of(sku, call).isEmpty())
                .collect(Collectors.toSet());
    }

    private Map<String, Long> depths() {
        Map<String, Long> depths = new HashMap<>();
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
            depths.put(queue.substring(queue.lastIndexOf('/') + 1), Long.valueOf(messages));
        }
        return depths;
    }

    private static Optional<Compared> compared(Standing run) {
        return run.finishedAt().map(at -> new Compared(at, run.found()));
    }
}
