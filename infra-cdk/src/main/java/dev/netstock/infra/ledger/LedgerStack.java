package dev.netstock.infra.ledger;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.data.StoredData;
import dev.netstock.infra.events.ConsumerQueue;
import dev.netstock.infra.events.ConsumerStack;
import dev.netstock.infra.events.EventChannels;
import dev.netstock.infra.events.EventSources;
import dev.netstock.infra.events.Subscriptions;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.CustomResource;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

import java.util.List;
import java.util.Map;

/** The company's stock ledger: movements and files come in, orders are posted, supply goes out. */
public final class LedgerStack extends ConsumerStack {
    private static final List<NetStockFunction> FED_BY_QUEUES =
            List.of(
                    NetStockFunction.LEDGER_POSTING,
                    NetStockFunction.SUPPLY_SYNC,
                    NetStockFunction.FILE_IMPORT,
                    NetStockFunction.RECONCILE);

    private final StoredData data;
    private final LedgerParts parts;
    private final EventSourceMapping intake;

    public LedgerStack(
            Construct scope,
            String id,
            StageSettings settings,
            StoredData data,
            EventChannels channels,
            FunctionZips zips) {
        super(scope, id, settings, "the ledger");
        this.data = data;
        FED_BY_QUEUES.forEach(which -> makeQueue(which, ConsumerQueue.Kind.STANDARD));
        this.parts = parts();
        open();
        makeFunctions(new LedgerFunctions(this, settings, zips, data, parts));
        var migration =
                LedgerMigration.by(
                        this, function(NetStockFunction.LEDGER_MIGRATION), settings, zips);
        this.intake = feedAfter(migration);
        subscribe(channels);
        schedule();
        outputs();
    }

    /** The mapping that reads the movements, by the function that it feeds. */
    public Map<NetStockFunction, EventSourceMapping> streams() {
        return Map.of(NetStockFunction.MOVEMENT_INTAKE, intake);
    }

    /** The database cluster, as metrics name it. */
    public String databaseCluster() {
        return parts.database().clusterId();
    }

    /** Where reports are kept. */
    public IBucket reports() {
        return parts.files().reports();
    }

    private LedgerParts parts() {
        var network = new LedgerNetwork(this, settings());
        return new LedgerParts(
                network,
                new LedgerDatabase(this, settings(), network, data.key()),
                movements(),
                new LedgerFiles(
                        this, settings(), data.key(), queueOf(NetStockFunction.FILE_IMPORT)),
                queueOf(NetStockFunction.LEDGER_POSTING),
                queueOf(NetStockFunction.SUPPLY_SYNC),
                queueOf(NetStockFunction.FILE_IMPORT),
                queueOf(NetStockFunction.RECONCILE));
    }

    /** It grows with what comes in, and keeps what the ledger could not take in yet. */
    private Stream movements() {
        var made =
                Stream.Builder.create(this, "StockMovements")
                        .streamMode(StreamMode.ON_DEMAND)
                        .retentionPeriod(settings().ledger().movementsKept())
                        .encryption(StreamEncryption.KMS)
                        .encryptionKey(data.key())
                        .removalPolicy(settings().removalPolicy())
                        .build();
        AcceptedFindings.finding(
                made,
                "AwsSolutions-KDS3",
                "One key, whose use is recorded and can be ended, for all data of net-stock.");
        return made;
    }

    private void open() {
        var endpoints = new LedgerEndpoints(this, parts.network());
        endpoints.toTables(data.tables());
        endpoints.toFiles(parts.files(), data.buckets().aside());
        endpoints.toQueues(
                List.of(parts.supplySync().queue(), parts.reconcile().queue()), queues().values());
    }

    private void makeFunctions(LedgerFunctions making) {
        add(NetStockFunction.LEDGER_MIGRATION, making.migration());
        add(NetStockFunction.LEDGER_POSTING, making.posting());
        add(NetStockFunction.SUPPLY_SYNC, making.supplySync());
        add(NetStockFunction.EXPLANATION, making.explanation());
        add(NetStockFunction.MOVEMENT_INTAKE, making.movementIntake());
        add(NetStockFunction.MOVEMENTS, making.movements());
        add(NetStockFunction.FILE_IMPORT, making.fileImport());
        add(NetStockFunction.IMPORTS, making.imports());
        add(NetStockFunction.RECONCILE, making.reconcile());
        add(NetStockFunction.RECONCILE_CONTROL, making.reconcileControl());
    }

    /** Nothing comes in before the database is ready for it. */
    private EventSourceMapping feedAfter(CustomResource migration) {
        var feeding = new EventSources(settings(), data, functions());
        var made =
                feeding.byStream(
                        NetStockFunction.MOVEMENT_INTAKE,
                        parts.movements(),
                        settings().ledger().movementsKept());
        made.getNode().addDependency(migration);
        consumed()
                .forEach(
                        (fed, from) ->
                                feeding.byQueue(fed, from).getNode().addDependency(migration));
        return made;
    }

    private void subscribe(EventChannels channels) {
        new Subscriptions(channels.stockEvents())
                .to(
                        queueOf(NetStockFunction.LEDGER_POSTING),
                        "reservation.*",
                        "display-samples.changed");
    }

    private void schedule() {
        var schedules = new LedgerSchedules(this, settings().ledger());
        schedules.sync(queueOf(NetStockFunction.SUPPLY_SYNC));
        schedules.reconcile(queueOf(NetStockFunction.RECONCILE));
    }

    private void outputs() {
        output("StockMovementsStream", parts.movements().getStreamName());
        output("FilesBucket", parts.files().files().getBucketName());
        output("ReportsBucket", parts.files().reports().getBucketName());
        output("LedgerHost", parts.database().host());
        outputFunctions();
    }
}
