package dev.netstock.shards.dynamodb;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;
import static dev.netstock.platform.aws.Attributes.with;

import dev.netstock.platform.aws.ConditionalPuts;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.shards.plan.PlanTable;
import dev.netstock.shards.plan.ShardPlan;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The table {@code Shards} in DynamoDB. A SKU can get a plan again after its plan was deleted. The
 * first version of a plan is random, so a process that still has the deleted plan cannot overwrite
 * the new one. Thread-safe.
 */
public final class DynamoPlanTable implements PlanTable {
    private static final String VERSION = "version";

    /** First versions are below it, so that a version can always grow. */
    private static final long FIRST_VERSION_MAX = 1L << 60;

    private final DynamoDbClient client;
    private final String table;
    private final RandomGenerator firstVersions = new SecureRandom();

    public DynamoPlanTable(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public Optional<ShardPlan> plan(ItemKey item) {
        GetItemResponse row =
                DynamoFailures.translate(
                        () ->
                                client.getItem(
                                        it ->
                                                it.tableName(table)
                                                        .consistentRead(true)
                                                        .key(PlanCodec.key(item))));
        return row.hasItem() ? Optional.of(PlanCodec.decode(row.item())) : Optional.empty();
    }

    /** A SKU has one row per location, so one page holds them all. */
    @Override
    public List<ShardPlan> plansOf(Sku sku) {
        QueryResponse rows =
                DynamoFailures.translate(
                        () ->
                                client.query(
                                        it ->
                                                it.tableName(table)
                                                        .consistentRead(true)
                                                        .keyConditionExpression("sku = :sku")
                                                        .expressionAttributeValues(
                                                                Map.of(
                                                                        ":sku",
                                                                        text(sku.value())))));
        return rows.items().stream().map(PlanCodec::decode).toList();
    }

    @Override
    public Page page(Optional<ItemKey> after) {
        var request = ScanRequest.builder().tableName(table).consistentRead(true);
        after.ifPresent(item -> request.exclusiveStartKey(PlanCodec.key(item)));
        ScanResponse rows = DynamoFailures.translate(() -> client.scan(request.build()));
        return new Page(
                rows.items().stream().map(PlanCodec::decode).toList(),
                rows.hasLastEvaluatedKey()
                        ? Optional.of(PlanCodec.item(rows.lastEvaluatedKey()))
                        : Optional.empty());
    }

    @Override
    public boolean write(ShardPlan plan) {
        Map<String, AttributeValue> row = PlanCodec.encode(plan);
        return ConditionalPuts.putNext(
                client,
                table,
                plan.version() == 1 ? with(row, VERSION, firstVersion()) : row,
                plan.version());
    }

    @Override
    public boolean delete(ShardPlan plan) {
        return ConditionalPuts.delete(client, table, PlanCodec.key(plan.item()), plan.version());
    }

    private AttributeValue firstVersion() {
        return number(firstVersions.nextLong(1, FIRST_VERSION_MAX));
    }
}
