package dev.netstock.infra.data;

import dev.netstock.infra.stage.StageSettings;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.StreamViewType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.dynamodb.WarmThroughput;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/**
 * What is kept: the tables, the buckets of events, and their key. Names are left to CloudFormation,
 * so that a table can be restored beside the old one.
 */
public final class DataStack extends Stack {
    /** The attribute by which DynamoDB retires rows, once the archive has them. */
    private static final String RETIRE_AT = "retireAt";

    /** As long as a message may lie in a dead-letter queue. */
    private static final Duration ASIDE_KEPT = Duration.days(14);

    private final StageSettings settings;
    private final Key key;
    private final StoredData stored;

    public DataStack(Construct scope, String id, StageSettings settings) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("net-stock " + settings.name() + ": what is kept")
                        .terminationProtection(settings.keepsData())
                        .build());
        this.settings = settings;
        this.key = key();
        var tables = tables();
        this.stored = new StoredData(tables, buckets(), key);
        outputs(tables);
    }

    public StoredData stored() {
        return stored;
    }

    private StockTables tables() {
        return new StockTables(
                netStock(),
                stockDeltas(),
                retiring("StockHistory", "sku", "entry"),
                retiring("Sales", "series", "cell"),
                table("Replenishment", "sku", "location").build(),
                retiring("ReplenishmentRequests", "day", "request"),
                table("SaleMode", "part", "entry").build(),
                table("Shards", "sku", "location").build(),
                projections());
    }

    private EventBuckets buckets() {
        return new EventBuckets(
                new ClosedBucket(this, "Archive", settings, key).keptFor(settings.archiveKept()),
                new ClosedBucket(this, "Aside", settings, key).keptFor(ASIDE_KEPT));
    }

    private void outputs(StockTables tables) {
        output("NetStockTable", tables.netStock().getTableName());
        output("StockDeltasTable", tables.stockDeltas().getTableName());
        output("StockHistoryTable", tables.stockHistory().getTableName());
        output("SalesTable", tables.sales().getTableName());
        output("ReplenishmentTable", tables.replenishment().getTableName());
        output("ReplenishmentRequestsTable", tables.replenishmentRequests().getTableName());
        output("SaleModeTable", tables.saleMode().getTableName());
        output("ShardsTable", tables.shards().getTableName());
        output("ProjectionsTable", tables.projections().getTableName());
        output("ArchiveBucket", stored.buckets().archive().getBucketName());
        output("AsideBucket", stored.buckets().aside().getBucketName());
    }

    /** Its logical id is of the days when there were tables alone: a new one would be a new key. */
    private Key key() {
        var made =
                Key.Builder.create(this, "TableKey")
                        .description(
                                "Encrypts tables, buckets and events of net-stock "
                                        + settings.name())
                        .enableKeyRotation(true)
                        .removalPolicy(settings.removalPolicy())
                        .build();
        made.addToResourcePolicy(forAlarms());
        return made;
    }

    /**
     * CloudWatch publishes alarms to an encrypted topic in its own name.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html">Managing
     *     Amazon SNS encryption keys and costs</a>, "Enable compatibility between event sources
     *     from AWS services and encrypted topics"
     */
    private static PolicyStatement forAlarms() {
        return PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of("*"))
                .conditions(Map.of("StringEquals", Map.of("aws:SourceAccount", Aws.ACCOUNT_ID)))
                .build();
    }

    /** Both images, so that its stream is the whole, ordered log of every item. */
    private Table netStock() {
        return table("NetStock", "sku", "location").stream(StreamViewType.NEW_AND_OLD_IMAGES)
                .warmThroughput(warmThroughput())
                .build();
    }

    /** Rows never change: the new image says all. */
    private Table stockDeltas() {
        return table("StockDeltas", "cause", "step").stream(StreamViewType.NEW_IMAGE)
                .timeToLiveAttribute(RETIRE_AT)
                .warmThroughput(warmThroughput())
                .build();
    }

    /** One item for each projection. */
    private Table projections() {
        return encrypted(Table.Builder.create(this, "Projections").partitionKey(text("projection")))
                .build();
    }

    /** A table whose rows are retired in time. */
    private Table retiring(String id, String partitionKey, String sortKey) {
        return table(id, partitionKey, sortKey).timeToLiveAttribute(RETIRE_AT).build();
    }

    private Table.Builder table(String id, String partitionKey, String sortKey) {
        return encrypted(
                Table.Builder.create(this, id)
                        .partitionKey(text(partitionKey))
                        .sortKey(text(sortKey)));
    }

    private Table.Builder encrypted(Table.Builder table) {
        return table.billingMode(BillingMode.PAY_PER_REQUEST)
                .encryption(TableEncryption.CUSTOMER_MANAGED)
                .encryptionKey(key)
                .pointInTimeRecoverySpecification(
                        PointInTimeRecoverySpecification.builder()
                                .pointInTimeRecoveryEnabled(true)
                                .build())
                .deletionProtection(settings.keepsData())
                .removalPolicy(settings.removalPolicy());
    }

    private @Nullable WarmThroughput warmThroughput() {
        var warm = settings.warmThroughput();
        return warm == null
                ? null
                : WarmThroughput.builder()
                        .readUnitsPerSecond(warm.readUnits())
                        .writeUnitsPerSecond(warm.writeUnits())
                        .build();
    }

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id).value(value).build();
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
