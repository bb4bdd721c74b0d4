package dev.netstock.infra.data;

import dev.netstock.infra.stage.StageSettings;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.CfnOutput;
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
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * What is kept: the tables and their key. Names are left to CloudFormation, so that a table can be
 * restored beside the old one.
 */
public final class DataStack extends Stack {
    /** The attribute by which DynamoDB retires rows, once the archive has them. */
    private static final String RETIRE_AT = "retireAt";

    private final StageSettings settings;
    private final Key key;
    private final StockTables tables;

    public DataStack(Construct scope, String id, StageSettings settings) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("net-stock " + settings.name() + ": tables and their key")
                        .terminationProtection(settings.keepsData())
                        .build());
        this.settings = settings;
        this.key = key();
        this.tables = new StockTables(netStock(), stockDeltas(), stockHistory(), key);
        output("NetStockTable", tables.netStock().getTableName());
        output("StockDeltasTable", tables.stockDeltas().getTableName());
        output("StockHistoryTable", tables.stockHistory().getTableName());
    }

    public StockTables tables() {
        return tables;
    }

    private Key key() {
        return Key.Builder.create(this, "TableKey")
                .description("Encrypts the tables of net-stock " + settings.name())
                .enableKeyRotation(true)
                .removalPolicy(settings.removalPolicy())
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

    private Table stockHistory() {
        return table("StockHistory", "sku", "entry").timeToLiveAttribute(RETIRE_AT).build();
    }

    private Table.Builder table(String id, String partitionKey, String sortKey) {
        return Table.Builder.create(this, id)
                .partitionKey(text(partitionKey))
                .sortKey(text(sortKey))
                .billingMode(BillingMode.PAY_PER_REQUEST)
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
