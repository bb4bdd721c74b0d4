package dev.netstock.infra.data;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.function.StageResources;
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
import software.amazon.awscdk.services.dynamodb.GlobalSecondaryIndexProps;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.ProjectionType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.dynamodb.WarmThroughput;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/**
 * The data: tables, buckets of events, and their key. CloudFormation generates the names, so that a
 * table can be restored next to the old one.
 */
public final class DataStack extends Stack {
    /** The time-to-live attribute: DynamoDB deletes rows some time after the archive has them. */
    private static final String RETIRE_AT = "retireAt";

    /** As long as a dead-letter queue keeps a message. */
    private static final Duration ASIDE_KEPT = Duration.days(14);

    /** 256 random bits, of letters and digits. */
    private static final int CUSTOMER_KEY_LENGTH = 43;

    private final StageSettings settings;
    private final Key key;

    public DataStack(Construct scope, String id, StageResources resources) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description(
                                "net-stock " + resources.settings().name() + ": tables and buckets")
                        .terminationProtection(resources.settings().isProtected())
                        .build());
        this.settings = resources.settings();
        this.key = key();
        resources.key(key);
        for (var declared : StockTable.of(settings)) {
            var table = table(declared);
            resources.add(declared, table);
            output(declared.id() + "Table", table.getTableName());
        }
        resources.customerKeys(customerKeys());
        var archive = bucket("Archive", Duration.days(settings.archive().retentionDays()));
        resources.add(StockBucket.ARCHIVE, archive);
        output("ArchiveBucket", archive.getBucketName());
        var failedBatches = bucket("Aside", ASIDE_KEPT);
        resources.add(StockBucket.FAILED_BATCHES, failedBatches);
        output("AsideBucket", failedBatches.getBucketName());
    }

    /**
     * The keys that hash the customers of purchase limits. CloudFormation generates the first one;
     * operators add others (docs/operating.md). A change of this text would write a new first key.
     */
    private Secret customerKeys() {
        var secret =
                Secret.Builder.create(this, "CustomerKeys")
                        .description("Keys that hash the customers of purchase limits")
                        .encryptionKey(key)
                        .generateSecretString(
                                SecretStringGenerator.builder()
                                        .secretStringTemplate("{\"current\":\"k1\"}")
                                        .generateStringKey("k1")
                                        .passwordLength(CUSTOMER_KEY_LENGTH)
                                        .excludePunctuation(true)
                                        .build())
                        .removalPolicy(settings.removalPolicy())
                        .build();
        AcceptedFindings.finding(
                secret,
                "AwsSolutions-SMG4",
                "A limit counts under one key until it ends, so an operator adds a key and keeps"
                        + " the others: docs/operating.md.");
        return secret;
    }

    private Bucket bucket(String id, Duration retention) {
        return new ClosedBucket(this, id, settings, key).keptFor(retention);
    }

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id).value(value).build();
    }

    /** A new logical id would create a new key, so the id does not mention the buckets. */
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
     * CloudWatch publishes alarms to an encrypted topic as itself.
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

    private Table table(StockTable declared) {
        var table =
                Table.Builder.create(this, declared.id())
                        .partitionKey(text(declared.partitionKey()))
                        .billingMode(BillingMode.PAY_PER_REQUEST)
                        .encryption(TableEncryption.CUSTOMER_MANAGED)
                        .encryptionKey(key)
                        .pointInTimeRecoverySpecification(
                                PointInTimeRecoverySpecification.builder()
                                        .pointInTimeRecoveryEnabled(true)
                                        .build())
                        .deletionProtection(settings.isProtected())
                        .removalPolicy(settings.removalPolicy());
        if (declared.sortKey() != null) {
            table.sortKey(text(declared.sortKey()));
        }
        if (declared.expiresRows()) {
            table.timeToLiveAttribute(RETIRE_AT);
        }
        if (declared.stream() != null) {
            table.stream(declared.stream());
        }
        if (declared.isWrittenByOrders()) {
            table.warmThroughput(warmThroughput());
        }
        var created = table.build();
        declared.indexes().forEach(index -> created.addGlobalSecondaryIndex(index(index)));
        return created;
    }

    private static GlobalSecondaryIndexProps index(StockTable.Index declared) {
        return GlobalSecondaryIndexProps.builder()
                .indexName(declared.name())
                .partitionKey(text(declared.partitionKey()))
                .sortKey(
                        Attribute.builder()
                                .name(declared.sortKey())
                                .type(
                                        declared.sortsNumbers()
                                                ? AttributeType.NUMBER
                                                : AttributeType.STRING)
                                .build())
                .projectionType(ProjectionType.ALL)
                .build();
    }

    /** For the tables that every order writes. */
    private @Nullable WarmThroughput warmThroughput() {
        var warm = settings.warmThroughput();
        return warm == null
                ? null
                : WarmThroughput.builder()
                        .readUnitsPerSecond(warm.readUnitsPerSecond())
                        .writeUnitsPerSecond(warm.writeUnitsPerSecond())
                        .build();
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
