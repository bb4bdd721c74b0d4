package dev.netstock.infra.ledger;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.data.StockBucket;
import dev.netstock.infra.function.FunctionSpec;
import dev.netstock.infra.function.FunctionStack;
import dev.netstock.infra.function.Functions;
import dev.netstock.infra.function.StackArea;
import dev.netstock.infra.function.StageResources;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.constructs.Construct;

/** The company's stock ledger: movements and files come in, orders are posted, supply goes out. */
public final class LedgerStack extends FunctionStack {
    private final LedgerDatabase database;

    public LedgerStack(Construct scope, String id, StageResources resources) {
        super(scope, id, StackArea.LEDGER, resources, "the ledger");
        createQueues();
        var network = new LedgerNetwork(this, settings());
        this.database = new LedgerDatabase(this, settings(), network, resources.key());
        resources.ledger(database);
        var movements = movements();
        resources.movements(movements);
        var files =
                new LedgerFiles(
                        this, settings(), resources.key(), queueOf(Functions.FILE_IMPORT).queue());
        resources.add(StockBucket.FILES, files.files());
        resources.add(StockBucket.REPORTS, files.reports());
        var endpoints = new LedgerEndpoints(this, network, resources);
        endpoints.open(functions());
        createFunctions();
        migrateFirst(network, endpoints);
        output("StockMovementsStream", movements.getStreamName());
        output("FilesBucket", files.files().getBucketName());
        output("ReportsBucket", files.reports().getBucketName());
        output("LedgerHost", database.host());
        output("LedgerCluster", database.clusterId());
        outputFunctions(functions());
    }

    /** The database cluster, as metrics name it. */
    public String databaseCluster() {
        return database.clusterId();
    }

    /** It keeps what the ledger could not process yet. Without a number of shards, it scales. */
    private Stream movements() {
        var shards = settings().ledger().movementShards();
        var created =
                Stream.Builder.create(this, "StockMovements")
                        .streamMode(shards == null ? StreamMode.ON_DEMAND : StreamMode.PROVISIONED)
                        .shardCount(shards)
                        .retentionPeriod(
                                Duration.hours(settings().ledger().movementRetentionHours()))
                        .encryption(StreamEncryption.KMS)
                        .encryptionKey(resources().key())
                        .removalPolicy(settings().removalPolicy())
                        .build();
        AcceptedFindings.finding(
                created,
                "AwsSolutions-KDS3",
                "One key, whose use is recorded and can be ended, for all data of net-stock.");
        return created;
    }

    /**
     * Migrates the database before any new code that uses it goes live, and before any function
     * gets input. The versions wait as well as their aliases, because the code connects once for
     * its snapshot.
     *
     * <p>CloudFormation deletes a resource before those that it depends on. The migration depends
     * on its whole way to the database and to the bucket for its response, so that it can still
     * respond when it is deleted.
     */
    private void migrateFirst(LedgerNetwork network, LedgerEndpoints endpoints) {
        var function = resources().function(Functions.LEDGER_MIGRATION);
        var migration = LedgerMigration.by(this, function, settings(), resources().zips());
        migration.getNode().addDependency(network, endpoints, database);
        functions().stream()
                .filter(FunctionSpec::inLedgerNetwork)
                .filter(it -> !it.equals(Functions.LEDGER_MIGRATION))
                .forEach(it -> resources().function(it).publishAfter(migration));
        connectFunctions("Schedules")
                .forEach(mapping -> mapping.getNode().addDependency(migration));
    }
}
