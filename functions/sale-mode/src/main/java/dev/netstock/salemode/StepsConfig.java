package dev.netstock.salemode;

import dev.netstock.messages.EventPublisher;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.salemode.aws.AwsPreflightInputs;
import dev.netstock.salemode.aws.AwsPreflightInputs.Limits;
import dev.netstock.salemode.aws.CloudWatchMetrics;
import dev.netstock.salemode.aws.DynamoSaleModeTable;
import dev.netstock.salemode.aws.LambdaComparison;
import dev.netstock.salemode.aws.NetStockPlaces;
import dev.netstock.salemode.aws.PlannedShards;
import dev.netstock.salemode.aws.QueueWake;
import dev.netstock.salemode.aws.S3SaleReports;
import dev.netstock.salemode.mode.Step;
import dev.netstock.salemode.step.Comparison;
import dev.netstock.salemode.step.MallRuleStep;
import dev.netstock.salemode.step.Places;
import dev.netstock.salemode.step.PreflightStep;
import dev.netstock.salemode.step.ReconcileStep;
import dev.netstock.salemode.step.ReleaseRequestsStep;
import dev.netstock.salemode.step.ReportStep;
import dev.netstock.salemode.step.ResumeSyncStep;
import dev.netstock.salemode.step.SaleModeWorkflow;
import dev.netstock.salemode.step.SaleShards;
import dev.netstock.salemode.step.SpreadSkusStep;
import dev.netstock.salemode.step.StepWork;
import dev.netstock.salemode.step.StepWorks;
import dev.netstock.salerules.DynamoHeldRequests;
import dev.netstock.sales.figures.SalesTables;
import dev.netstock.shards.dynamodb.DynamoShards;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What the function that walks the steps is told by its environment.
 *
 * @param tables the tables' names
 * @param locations {@code LOCATIONS}: separated by commas, the preferred one first
 * @param stockEventsTopic {@code STOCK_EVENTS_TOPIC}: the ARN of the topic of all events
 * @param supplyChainQueue {@code SUPPLY_CHAIN_QUEUE}: the URL of the supply chain's queue
 * @param supplySyncQueue {@code SUPPLY_SYNC_QUEUE}: the URL of the queue that wakes the sync
 * @param shardHeatQueue {@code SHARD_HEAT_QUEUE}: the URL of the queue that has shards looked at
 * @param reconcileControl {@code RECONCILE_CONTROL_FUNCTION}
 * @param reportsBucket {@code REPORTS_BUCKET}
 * @param metricsNamespace {@code POWERTOOLS_METRICS_NAMESPACE}
 * @param limits {@code NET_STOCK_TABLE}, {@code STOCK_DELTAS_TABLE}, {@code WATCHED_QUEUES}: URLs
 *     separated by spaces, {@code CHECKOUT_CONCURRENCY}: 0 if it shares the account's, {@code
 *     RESERVATIONS_PER_SECOND}
 */
record StepsConfig(
        Tables tables,
        Locations locations,
        String stockEventsTopic,
        String supplyChainQueue,
        String supplySyncQueue,
        String shardHeatQueue,
        String reconcileControl,
        String reportsBucket,
        String metricsNamespace,
        Limits limits) {
    /** Longer than the function that is called may need to reach its database. */
    private static final Duration CONTROL_LIMIT = Duration.ofSeconds(15);

    /** A day of minutes takes longer than an item of a table. */
    private static final Duration METRICS_LIMIT = Duration.ofSeconds(10);

    /**
     * The tables' names.
     *
     * @param netStock {@code NET_STOCK_TABLE}
     * @param saleMode {@code SALE_MODE_TABLE}
     * @param shards {@code SHARDS_TABLE}
     * @param sales {@code SALES_TABLE}
     * @param projections {@code PROJECTIONS_TABLE}
     */
    record Tables(
            String netStock, String saleMode, String shards, String sales, String projections) {}

    static StepsConfig of(Environment environment) {
        String netStock = environment.required("NET_STOCK_TABLE");
        return new StepsConfig(
                new Tables(
                        netStock,
                        environment.required("SALE_MODE_TABLE"),
                        environment.required("SHARDS_TABLE"),
                        environment.required("SALES_TABLE"),
                        environment.required("PROJECTIONS_TABLE")),
                environment.required("LOCATIONS", Locations::parse),
                environment.required("STOCK_EVENTS_TOPIC"),
                environment.required("SUPPLY_CHAIN_QUEUE"),
                environment.required("SUPPLY_SYNC_QUEUE"),
                environment.required("SHARD_HEAT_QUEUE"),
                environment.required("RECONCILE_CONTROL_FUNCTION"),
                environment.required("REPORTS_BUCKET"),
                environment.required("POWERTOOLS_METRICS_NAMESPACE"),
                new Limits(
                        List.of(netStock, environment.required("STOCK_DELTAS_TABLE")),
                        environment.required(
                                "WATCHED_QUEUES", text -> List.of(text.split(" ", -1))),
                        environment.required(
                                "CHECKOUT_CONCURRENCY",
                                text ->
                                        Optional.of(Long.valueOf(text))
                                                .filter(reserved -> reserved > 0)),
                        environment.required("RESERVATIONS_PER_SECOND", Long::parseLong)));
    }

    DynamoSaleModeTable table() {
        return new DynamoSaleModeTable(DynamoClients.create(), tables.saleMode());
    }

    /** The function's work, over clients of the environment. */
    SaleModeWorkflow walking(CallListener listener) {
        DynamoDbClient client = DynamoClients.create();
        EventPublisher topic = EventPublisher.of(stockEventsTopic, listener);
        QueueSender supplyChain = MessagingClients.queue(supplyChainQueue, listener);
        var retries = DynamoNetStock.retries(listener);
        var releasing =
                new ReleaseRequestsStep(
                        new DynamoHeldRequests(client, tables.saleMode()),
                        topic,
                        supplyChain,
                        retries);
        return new SaleModeWorkflow(
                new DynamoSaleModeTable(client, tables.saleMode()),
                works(client, topic, releasing, listener),
                releasing,
                retries,
                InstantSource.system(),
                () -> UUID.randomUUID().toString());
    }

    private Map<Step, StepWork> works(
            DynamoDbClient client,
            EventPublisher topic,
            ReleaseRequestsStep releasing,
            CallListener listener) {
        Places places = places(client, listener);
        Comparison comparison = new LambdaComparison(lambda(), reconcileControl);
        var premising =
                new AwsPreflightInputs(
                        client, MessagingClients.sqs().build(), places, comparison, limits);
        return StepWorks.of(
                new PreflightStep(premising, InstantSource.system()),
                new SpreadSkusStep(places, shards(client, listener), InstantSource.system()),
                new MallRuleStep(topic),
                new ResumeSyncStep(
                        new QueueWake(MessagingClients.queue(supplySyncQueue, listener))),
                releasing,
                new ReconcileStep(comparison),
                new ReportStep(
                        SalesTables.over(client, tables.sales(), tables.projections(), listener)
                                        .reader()
                                ::minutes,
                        places,
                        new CloudWatchMetrics(cloudWatch(), metricsNamespace),
                        new S3SaleReports(
                                S3Client.builder().httpClient(DynamoClients.httpClient()).build(),
                                reportsBucket),
                        InstantSource.system()));
    }

    private SaleShards shards(DynamoDbClient client, CallListener listener) {
        return new PlannedShards(
                DynamoShards.targets(client, tables.shards(), listener),
                new DynamoLevels(client, tables.netStock(), listener).summingShards(),
                new ShardNotifier(MessagingClients.queue(shardHeatQueue, listener)));
    }

    private Places places(DynamoDbClient client, CallListener listener) {
        var netStock =
                new DynamoNetStock(
                        client,
                        new DynamoNetStock.Tables(tables.netStock(), "", ""),
                        locations,
                        InstantSource.system(),
                        listener);
        return new NetStockPlaces(netStock.readingLevels());
    }

    /** Its questions are repeated by the step's queue. */
    private static CloudWatchClient cloudWatch() {
        return CloudWatchClient.builder()
                .httpClient(DynamoClients.httpClient(METRICS_LIMIT))
                .overrideConfiguration(DynamoClients.overrides().build())
                .build();
    }

    private static LambdaClient lambda() {
        return LambdaClient.builder()
                .httpClient(DynamoClients.httpClient(CONTROL_LIMIT))
                .overrideConfiguration(DynamoClients.overrides().build())
                .build();
    }
}
