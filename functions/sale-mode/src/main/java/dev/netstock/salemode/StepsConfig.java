package dev.netstock.salemode;

import dev.netstock.customerkeys.aws.SecretCustomerKeys;
import dev.netstock.messages.EventPublisher;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.operations.report.S3Reports;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.function.Environment;
import dev.netstock.platform.messaging.MessagingClients;
import dev.netstock.salemode.aws.AccountQuotas;
import dev.netstock.salemode.aws.AwsPreflightReader;
import dev.netstock.salemode.aws.AwsPreflightReader.Limits;
import dev.netstock.salemode.aws.CloudWatchMetrics;
import dev.netstock.salemode.aws.DynamoSaleModeTable;
import dev.netstock.salemode.aws.LambdaReconcileControl;
import dev.netstock.salemode.aws.PlannedShards;
import dev.netstock.salemode.aws.QueueWake;
import dev.netstock.salemode.aws.StoredSaleLimits;
import dev.netstock.salemode.aws.StoredSalePools;
import dev.netstock.salemode.mode.PreflightInputs.StageLimits;
import dev.netstock.salemode.step.LimitsStep;
import dev.netstock.salemode.step.MallRuleStep;
import dev.netstock.salemode.step.PoolsStep;
import dev.netstock.salemode.step.PreflightStep;
import dev.netstock.salemode.step.ReconcileControl;
import dev.netstock.salemode.step.ReconcileStep;
import dev.netstock.salemode.step.ReleaseRequestsStep;
import dev.netstock.salemode.step.ReportStep;
import dev.netstock.salemode.step.SaleModeSteps;
import dev.netstock.salemode.step.SaleModeWorkflow;
import dev.netstock.salemode.step.SaleShards;
import dev.netstock.salemode.step.ShardsStep;
import dev.netstock.salemode.step.SkuLevels;
import dev.netstock.salemode.step.SoldUnitsReader;
import dev.netstock.salerules.DynamoHeldRequests;
import dev.netstock.sales.figures.SalesTables;
import dev.netstock.shards.dynamodb.DynamoShards;
import dev.netstock.stock.Channel;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoPoolPlans;
import dev.netstock.stock.dynamodb.PlacesConfig;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.setting.PurchaseLimits;

import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The environment of the function that runs the steps, and the wiring of its workflow.
 *
 * @param tables the tables' names
 * @param places {@code PLACES_TABLE}, {@code LOCATIONS}
 * @param stockEventsTopic {@code STOCK_EVENTS_TOPIC}: the ARN of the topic of all events
 * @param supplyChainQueue {@code SUPPLY_CHAIN_QUEUE}: the URL of the supply chain's queue
 * @param supplySyncQueue {@code SUPPLY_SYNC_QUEUE}: the URL of the queue that triggers the supply
 *     sync
 * @param shardHeatQueue {@code SHARD_HEAT_QUEUE}: the URL of the queue of the shards function
 * @param customerKeysSecret {@code CUSTOMER_KEYS_SECRET}: the ARN of the secret with the keys that
 *     hash customers
 * @param poolsQueue {@code POOLS_QUEUE}: the URL of the queue that triggers the pools
 * @param malls {@code MALL_CHANNELS}, separated by commas: channels of the mall sync; missing: none
 * @param reconcileControl {@code RECONCILE_CONTROL_FUNCTION}
 * @param reportsBucket {@code REPORTS_BUCKET}
 * @param metricsNamespace {@code METRICS_NAMESPACE}
 * @param limits {@code NET_STOCK_TABLE}, {@code STOCK_DELTAS_TABLE}, {@code WATCHED_QUEUES}: URLs
 *     separated by spaces, {@code ARCHIVE_STREAM}, {@code CHECKOUT_CONCURRENCY}: 0 if it shares the
 *     account's, {@code SHARED_CONCURRENCY}, {@code RESERVATIONS_PER_SECOND}, {@code
 *     ACCOUNT_CALLS_PER_SECOND}, {@code ACCOUNT_MESSAGES_PER_SECOND}, {@code MESSAGES_PER_ORDER}
 */
record StepsConfig(
        Tables tables,
        PlacesConfig places,
        String stockEventsTopic,
        String supplyChainQueue,
        String supplySyncQueue,
        String shardHeatQueue,
        String customerKeysSecret,
        String poolsQueue,
        Set<Channel> malls,
        String reconcileControl,
        String reportsBucket,
        String metricsNamespace,
        Limits limits) {
    /** Longer than the reconcile control function may need to reach its database. */
    private static final Duration CONTROL_TIMEOUT = Duration.ofSeconds(15);

    /** Metrics of a day by minute take longer than a request to a table. */
    private static final Duration METRICS_TIMEOUT = Duration.ofSeconds(10);

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

    StepsConfig {
        malls = Set.copyOf(malls);
    }

    static StepsConfig of(Environment environment) {
        String netStock = environment.required("NET_STOCK_TABLE");
        return new StepsConfig(
                new Tables(
                        netStock,
                        environment.required("SALE_MODE_TABLE"),
                        environment.required("SHARDS_TABLE"),
                        environment.required("SALES_TABLE"),
                        environment.required("PROJECTIONS_TABLE")),
                PlacesConfig.of(environment),
                environment.required("STOCK_EVENTS_TOPIC"),
                environment.required("SUPPLY_CHAIN_QUEUE"),
                environment.required("SUPPLY_SYNC_QUEUE"),
                environment.required("SHARD_HEAT_QUEUE"),
                environment.required("CUSTOMER_KEYS_SECRET"),
                environment.required("POOLS_QUEUE"),
                environment.optional("MALL_CHANNELS").stream()
                        .flatMap(text -> Arrays.stream(text.split(",", -1)))
                        .map(Channel::new)
                        .collect(Collectors.toUnmodifiableSet()),
                environment.required("RECONCILE_CONTROL_FUNCTION"),
                environment.required("REPORTS_BUCKET"),
                environment.required("METRICS_NAMESPACE"),
                new Limits(
                        netStock,
                        environment.required("STOCK_DELTAS_TABLE"),
                        environment.required(
                                "WATCHED_QUEUES", text -> List.of(text.split(" ", -1))),
                        environment.required("ARCHIVE_STREAM"),
                        stage(environment)));
    }

    private static StageLimits stage(Environment environment) {
        return new StageLimits(
                environment.required(
                        "CHECKOUT_CONCURRENCY",
                        text -> Optional.of(Long.valueOf(text)).filter(reserved -> reserved > 0)),
                environment.required("SHARED_CONCURRENCY", Long::parseLong),
                environment.required("RESERVATIONS_PER_SECOND", Long::parseLong),
                environment.required("ACCOUNT_CALLS_PER_SECOND", Long::parseLong),
                environment.required("ACCOUNT_MESSAGES_PER_SECOND", Long::parseLong),
                environment.required("MESSAGES_PER_ORDER", Long::parseLong));
    }

    DynamoSaleModeTable table() {
        return new DynamoSaleModeTable(DynamoClients.create(), tables.saleMode());
    }

    /** The workflow, with clients from the environment. */
    SaleModeWorkflow workflow(CallListener listener) {
        DynamoDbClient client = DynamoClients.create();
        return new SaleModeWorkflow(
                new DynamoSaleModeTable(client, tables.saleMode()),
                steps(client, listener),
                DynamoNetStock.retries(listener),
                InstantSource.system(),
                () -> UUID.randomUUID().toString());
    }

    private SaleModeSteps steps(DynamoDbClient client, CallListener listener) {
        EventPublisher topic = EventPublisher.of(stockEventsTopic, listener);
        DynamoNetStock netStock = netStock(client, listener);
        ShardTotals items = new DynamoLevels(client, tables.netStock(), listener).shardTotals();
        PurchaseLimits purchaseLimits = netStock.purchaseLimits();
        LambdaClient lambda = lambda();
        CloudWatchClient metrics = cloudWatch();
        ReconcileControl reconcile = new LambdaReconcileControl(lambda, reconcileControl);
        var clock = InstantSource.system();
        var pools =
                new StoredSalePools(
                        new DynamoPoolPlans(
                                client, places.table(), DynamoNetStock.retries(listener)),
                        items,
                        MessagingClients.queue(poolsQueue, listener),
                        malls,
                        clock);
        var quotas = new AccountQuotas(lambda, metrics, limits.archiveStream(), clock);
        return new SaleModeSteps(
                new PreflightStep(
                        new AwsPreflightReader(
                                client,
                                MessagingClients.sqs().build(),
                                items,
                                purchaseLimits,
                                pools,
                                reconcile,
                                quotas,
                                limits),
                        clock),
                new LimitsStep(
                        new StoredSaleLimits(
                                purchaseLimits,
                                SecretCustomerKeys.of(customerKeysSecret)::current,
                                clock)),
                new PoolsStep(pools),
                new ShardsStep(shards(client, items, listener), clock),
                new MallRuleStep(topic),
                new QueueWake(MessagingClients.queue(supplySyncQueue, listener)),
                new ReleaseRequestsStep(
                        new DynamoHeldRequests(client, tables.saleMode()),
                        topic,
                        MessagingClients.queue(supplyChainQueue, listener),
                        DynamoNetStock.retries(listener)),
                new ReconcileStep(reconcile),
                new ReportStep(
                        sales(client, listener),
                        SkuLevels.of(netStock.levelReader()),
                        new CloudWatchMetrics(metrics, metricsNamespace),
                        S3Reports.of(reportsBucket),
                        clock));
    }

    private SoldUnitsReader sales(DynamoDbClient client, CallListener listener) {
        return SalesTables.over(client, tables.sales(), tables.projections(), listener).reader()
                ::minutes;
    }

    private SaleShards shards(DynamoDbClient client, ShardTotals items, CallListener listener) {
        return new PlannedShards(
                DynamoShards.targets(client, tables.shards(), listener),
                items,
                places.cache(client, listener),
                Parallel.upTo(DynamoClients.CONNECTIONS_MAX),
                new ShardNotifier(MessagingClients.queue(shardHeatQueue, listener)));
    }

    private DynamoNetStock netStock(DynamoDbClient client, CallListener listener) {
        return new DynamoNetStock(
                client,
                new DynamoNetStock.Tables(tables.netStock(), "", ""),
                places.cache(client, listener),
                InstantSource.system(),
                listener);
    }

    /** Does not retry: the queue of this function repeats the step. */
    private static CloudWatchClient cloudWatch() {
        return CloudWatchClient.builder()
                .httpClient(DynamoClients.httpClient(METRICS_TIMEOUT))
                .overrideConfiguration(DynamoClients.overrides().build())
                .build();
    }

    private static LambdaClient lambda() {
        return LambdaClient.builder()
                .httpClient(DynamoClients.httpClient(CONTROL_TIMEOUT))
                .overrideConfiguration(DynamoClients.overrides().build())
                .build();
    }
}
