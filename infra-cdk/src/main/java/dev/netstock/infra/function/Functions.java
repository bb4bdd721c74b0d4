package dev.netstock.infra.function;

import static dev.netstock.infra.data.StockTable.ALLOWANCES;
import static dev.netstock.infra.data.StockTable.AUDIT_LOG;
import static dev.netstock.infra.data.StockTable.LONG_HOLDS;
import static dev.netstock.infra.data.StockTable.NET_STOCK;
import static dev.netstock.infra.data.StockTable.PROJECTIONS;
import static dev.netstock.infra.data.StockTable.REPLENISHMENT_REQUESTS;
import static dev.netstock.infra.data.StockTable.SALE_MODE;
import static dev.netstock.infra.data.StockTable.STOCK_DELTAS;
import static dev.netstock.infra.data.StockTable.STOCK_HISTORY;
import static dev.netstock.infra.function.Scope.OPERATE;
import static dev.netstock.infra.function.Scope.READ;
import static dev.netstock.infra.function.Scope.RESERVE;
import static dev.netstock.infra.function.StackArea.API;
import static dev.netstock.infra.function.StackArea.EVENTS;
import static dev.netstock.infra.function.StackArea.JOBS;
import static dev.netstock.infra.function.StackArea.LEDGER;
import static dev.netstock.infra.function.StackArea.MALLS;
import static dev.netstock.infra.function.StackArea.SALE;
import static dev.netstock.infra.function.ThrottleClass.OPERATIONS;
import static dev.netstock.infra.function.ThrottleClass.ORDERS;
import static dev.netstock.infra.function.ThrottleClass.READS;
import static dev.netstock.infra.function.Trigger.QueueKind.DELAYED;
import static dev.netstock.infra.function.Trigger.QueueKind.FIFO;
import static dev.netstock.infra.function.Trigger.QueueKind.STANDARD;
import static dev.netstock.infra.function.Uses.callsMalls;
import static dev.netstock.infra.function.Uses.customerKeys;
import static dev.netstock.infra.function.Uses.database;
import static dev.netstock.infra.function.Uses.invokes;
import static dev.netstock.infra.function.Uses.lists;
import static dev.netstock.infra.function.Uses.locations;
import static dev.netstock.infra.function.Uses.longestTimeoutOf;
import static dev.netstock.infra.function.Uses.looksAtFailedMessages;
import static dev.netstock.infra.function.Uses.mallChannels;
import static dev.netstock.infra.function.Uses.mallSecrets;
import static dev.netstock.infra.function.Uses.malls;
import static dev.netstock.infra.function.Uses.namesConsumers;
import static dev.netstock.infra.function.Uses.objects;
import static dev.netstock.infra.function.Uses.places;
import static dev.netstock.infra.function.Uses.publishesEvents;
import static dev.netstock.infra.function.Uses.readsMetrics;
import static dev.netstock.infra.function.Uses.readsQuotas;
import static dev.netstock.infra.function.Uses.rebuildsProjections;
import static dev.netstock.infra.function.Uses.replaysFailedMessages;
import static dev.netstock.infra.function.Uses.restoredCopies;
import static dev.netstock.infra.function.Uses.sendsShardHeat;
import static dev.netstock.infra.function.Uses.sendsTo;
import static dev.netstock.infra.function.Uses.sendsToReconcile;
import static dev.netstock.infra.function.Uses.sendsToSupplyChain;
import static dev.netstock.infra.function.Uses.setting;
import static dev.netstock.infra.function.Uses.table;
import static dev.netstock.infra.function.Uses.timeZone;
import static dev.netstock.infra.function.Uses.wakesMallSync;
import static dev.netstock.infra.function.Uses.wakesSupplySync;
import static dev.netstock.infra.function.Uses.watchesQueues;
import static dev.netstock.infra.function.Uses.writesMovements;
import static dev.netstock.infra.stage.FunctionSettings.timeout;

import static software.amazon.awscdk.services.apigatewayv2.HttpMethod.DELETE;
import static software.amazon.awscdk.services.apigatewayv2.HttpMethod.GET;
import static software.amazon.awscdk.services.apigatewayv2.HttpMethod.PATCH;
import static software.amazon.awscdk.services.apigatewayv2.HttpMethod.POST;
import static software.amazon.awscdk.services.apigatewayv2.HttpMethod.PUT;

import dev.netstock.infra.data.StockBucket;
import dev.netstock.infra.data.StockTable;
import dev.netstock.infra.ledger.LedgerDatabase;
import dev.netstock.infra.ledger.LedgerFiles;
import dev.netstock.infra.stage.LedgerSettings;
import dev.netstock.infra.stage.MallChannel;
import dev.netstock.infra.stage.StageCapacity;
import dev.netstock.infra.stage.StageSettings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The functions of net-stock, each declared once. To add one, declare it here: the stacks create
 * the rest from the declaration. A stage file mentions it only to override its size.
 *
 * <p>Timeouts: an order must be settled before the sweep examines it, a queue hides a message for
 * little longer than its function may run, and a rebuild waits for the last call of the consumers.
 * So a function behind a queue ends within 30 s, and a message returns within a minute after its
 * function was killed; the mall sync may wait longer for malls; a file import and a slice of a
 * reconcile run take longer, and keep their messages hidden by a heartbeat. A function that reads
 * the ledger for an API client may have to wait for a paused database.
 *
 * <p>Batch windows: a function that writes much for each event waits a second, so that one write
 * serves several events; events that a customer or another function waits for are delivered at
 * once.
 */
public final class Functions {
    private static final List<FunctionSpec> DECLARED = new ArrayList<>();

    private static final String ORDER = "/v1/orders/{orderId}";
    private static final String SKU = "/v1/stock/{sku}";
    private static final String SKU_SETTINGS = "/v1/skus/{sku}/settings";
    private static final String SKU_BUFFERS = SKU + "/buffers/{location}";
    private static final String SKU_POOL = SKU + "/pools/{channel}";
    private static final String LOCATIONS = "/v1/locations";
    private static final String LOCATION = LOCATIONS + "/{location}";
    private static final String CHANNELS = "/v1/channels";
    private static final String CHANNEL = CHANNELS + "/{channel}";
    private static final String JOB = "/v1/jobs/{jobId}";
    private static final String SKU_LIMIT = "/v1/skus/{sku}/limit";
    private static final String SALE_PATH = "/v1/sale-mode";
    private static final String MALLS_PATH = "/v1/malls";
    private static final String MALL = MALLS_PATH + "/{mall}";
    private static final String MALL_ITEM = MALL + "/items/{item}";

    // The HTTP API

    public static final FunctionSpec CHECKOUT =
            function("Checkout", API, "checkout", "checkout.CheckoutHandler")
                    .answers(
                            new Route("reserve", PUT, ORDER + "/reservation", RESERVE, ORDERS),
                            new Route("readReservation", GET, ORDER + "/reservation", READ, READS),
                            new Route("extend", PATCH, ORDER + "/reservation", RESERVE, ORDERS),
                            new Route(
                                    "transfer",
                                    PUT,
                                    ORDER + "/transfers/{transferId}",
                                    RESERVE,
                                    ORDERS),
                            new Route("release", DELETE, ORDER + "/reservation", RESERVE, ORDERS),
                            new Route("confirm", POST, ORDER + "/confirmation", RESERVE, ORDERS),
                            new Route(
                                    "cancel",
                                    PUT,
                                    ORDER + "/cancellations/{cancellationId}",
                                    RESERVE,
                                    ORDERS))
                    .sized(timeout(10))
                    .uses(
                            table(NET_STOCK, "BatchGetItem", "Query", "UpdateItem"),
                            table(STOCK_DELTAS, "Query", "PutItem"),
                            table(ALLOWANCES, "BatchGetItem", "UpdateItem"),
                            customerKeys(),
                            recordsActs(),
                            sendsShardHeat(),
                            places(),
                            setting("HOLD_LIMITS", StageSettings::holdLimits))
                    .declaredIn(DECLARED);

    public static final FunctionSpec INQUIRY =
            function("Inquiry", API, "inquiry", "inquiry.InquiryHandler")
                    .answers(
                            new Route("readLevels", GET, SKU, READ, READS),
                            new Route("readManyLevels", GET, "/v1/stock", READ, READS),
                            new Route("readHistory", GET, SKU + "/deltas", READ, OPERATIONS))
                    .sized(timeout(10))
                    .uses(
                            table(NET_STOCK, "Query", "BatchGetItem"),
                            table(STOCK_HISTORY, "Query"),
                            table(PROJECTIONS, "GetItem"),
                            places())
                    .declaredIn(DECLARED);

    /** Locations and channels, which change without a deployment. */
    public static final FunctionSpec PLACES =
            function("Places", API, "places", "places.PlacesHandler")
                    .answers(
                            new Route("readLocations", GET, LOCATIONS, READ, OPERATIONS),
                            new Route("readLocation", GET, LOCATION, READ, OPERATIONS),
                            new Route("replaceLocation", PUT, LOCATION, OPERATE, OPERATIONS),
                            new Route("readChannels", GET, CHANNELS, READ, OPERATIONS),
                            new Route("readChannel", GET, CHANNEL, READ, OPERATIONS),
                            new Route("replaceChannel", PUT, CHANNEL, OPERATE, OPERATIONS),
                            new Route("readBuffers", GET, SKU_BUFFERS, READ, OPERATIONS),
                            new Route("replaceBuffers", PUT, SKU_BUFFERS, OPERATE, OPERATIONS),
                            new Route("readPools", GET, "/v1/pools", READ, OPERATIONS),
                            new Route("planPool", PUT, SKU_POOL, OPERATE, OPERATIONS),
                            new Route("endPool", DELETE, SKU_POOL, OPERATE, OPERATIONS))
                    .sized(timeout(10))
                    .uses(
                            table(StockTable.PLACES, "GetItem", "Query", "PutItem"),
                            table(NET_STOCK, "BatchGetItem", "UpdateItem"),
                            customerKeys(),
                            recordsActs(),
                            publishesEvents(),
                            sendsTo("Pools", "POOLS_QUEUE"),
                            mallChannels(),
                            locations())
                    .declaredIn(DECLARED);

    /** Sets supply by hand: for a stage without a ledger's data. */
    public static final FunctionSpec MANUAL_SUPPLY =
            function("ManualSupply", API, "manual-supply", "manualsupply.ManualSupplyHandler")
                    .sized(timeout(300))
                    .uses(
                            table(NET_STOCK, "BatchGetItem", "Query", "UpdateItem"),
                            table(STOCK_DELTAS, "BatchGetItem", "PutItem"),
                            places())
                    .declaredIn(DECLARED);

    /**
     * Called by the user pool when a person signs in: it leaves a token the scopes that the
     * person's groups may have. Cognito waits for it for five seconds.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-identity-pools-working-with-aws-lambda-triggers.html">Customizing
     *     user pool workflows with Lambda triggers</a>
     */
    public static final FunctionSpec SIGN_IN =
            function("SignIn", API, "sign-in", "signin.SignInHandler")
                    .sized(timeout(5))
                    .declaredIn(DECLARED);

    // What people and clients did

    /** The only function that may read the log; it changes nothing. */
    public static final FunctionSpec AUDIT =
            function("Audit", API, "audit", "audit.AuditHandler")
                    .answers(new Route("readAudit", GET, "/v1/audit", OPERATE, OPERATIONS))
                    .sized(timeout(10))
                    .uses(table(AUDIT_LOG, "Query"), timeZone())
                    .declaredIn(DECLARED);

    public static final FunctionSpec AUDIT_ARCHIVE =
            function("AuditArchive", EVENTS, "audit", "audit.AuditArchiveHandler")
                    .on(new Trigger.TableStream(AUDIT_LOG))
                    .sized(timeout(30).batches(1_000, 30).concurrentBatches(1))
                    .uses(
                            objects(
                                    StockBucket.ARCHIVE,
                                    "ARCHIVE_BUCKET",
                                    "audit/",
                                    "A batch of the stream determines the name of its object.",
                                    "PutObject"))
                    .declaredIn(DECLARED);

    // Downstream processing of changes

    public static final FunctionSpec DELTA_PUBLISHER =
            function("DeltaPublisher", EVENTS, "publishers", "publishers.DeltaPublisherHandler")
                    .on(new Trigger.TableStream(STOCK_DELTAS))
                    .sized(timeout(30).batches(100, 0).concurrentBatches(2))
                    .uses(
                            table(LONG_HOLDS, "BatchWriteItem"),
                            publishesEvents(),
                            sendsTo("Expiry", "EXPIRY_QUEUE"))
                    .declaredIn(DECLARED);

    public static final FunctionSpec LEVEL_PUBLISHER =
            function("LevelPublisher", EVENTS, "publishers", "publishers.LevelPublisherHandler")
                    .on(new Trigger.TableStream(NET_STOCK))
                    .sized(timeout(30).batches(100, 0).concurrentBatches(2))
                    .uses(
                            table(NET_STOCK, "BatchGetItem", "Query"),
                            table(STOCK_DELTAS, "BatchGetItem"),
                            table(StockTable.REPLENISHMENT, "BatchGetItem"),
                            publishesEvents(),
                            sendsTo("Replenishment", "LEVELS_QUEUE"),
                            sendsTo("Sweep", "SWEEP_QUEUE"),
                            sendsShardHeat())
                    .declaredIn(DECLARED);

    /**
     * Waits for the end of reservations: the delta publisher delays their messages until they are
     * due, and the function does so again for a hold that is longer than a queue can delay.
     */
    public static final FunctionSpec EXPIRY =
            function("Expiry", EVENTS, "expiry", "expiry.ExpiryHandler")
                    .on(queue(STANDARD).lateAfterSeconds(1_200))
                    .sized(timeout(20).batches(10, 0))
                    .uses(
                            table(NET_STOCK, "UpdateItem"),
                            table(STOCK_DELTAS, "BatchGetItem", "Query", "PutItem"),
                            table(ALLOWANCES, "UpdateItem"),
                            sendsTo("Expiry", "EXPIRY_QUEUE"),
                            locations())
                    .declaredIn(DECLARED);

    /**
     * Sends the messages of long holds to expiry when they end soon. If a run is lost, the next one
     * does the same.
     */
    public static final FunctionSpec LONG_HOLDS_DUE =
            function("LongHoldsDue", EVENTS, "expiry", "expiry.LongHoldsHandler")
                    .on(
                            queue(STANDARD)
                                    .lateAfterSeconds(180)
                                    .wokenBy(
                                            new Trigger.Schedule(
                                                    "HoldLook",
                                                    settings -> "rate(1 minute)",
                                                    "{}",
                                                    60)))
                    .sized(timeout(30).batches(10, 0).concurrentBatches(2))
                    .uses(
                            table(LONG_HOLDS, "Query", "BatchWriteItem"),
                            sendsTo("Expiry", "EXPIRY_QUEUE"))
                    .declaredIn(DECLARED);

    /** Undoes takes that were never claimed. Its messages are a minute old when they arrive. */
    public static final FunctionSpec SWEEP =
            function("Sweep", EVENTS, "expiry", "expiry.SweepHandler")
                    .on(queue(DELAYED).lateAfterSeconds(180))
                    .sized(timeout(30).batches(10, 0))
                    .uses(
                            table(NET_STOCK, "UpdateItem"),
                            table(STOCK_DELTAS, "BatchGetItem", "Query", "PutItem"),
                            locations())
                    .declaredIn(DECLARED);

    /**
     * The second reader of its stream. DynamoDB throttles more than two, so every further consumer
     * of deltas subscribes to the topic.
     */
    public static final FunctionSpec HISTORY =
            function("History", EVENTS, "history", "history.HistoryHandler")
                    .on(new Trigger.TableStream(STOCK_DELTAS))
                    .sized(timeout(20).batches(100, 1).concurrentBatches(2))
                    .uses(table(STOCK_HISTORY, "BatchWriteItem"), table(PROJECTIONS, "GetItem"))
                    .declaredIn(DECLARED);

    public static final FunctionSpec HISTORY_REBUILD =
            function("HistoryRebuild", EVENTS, "history", "history.HistoryRebuildHandler")
                    .sized(timeout(60))
                    .uses(
                            table(STOCK_HISTORY, "BatchWriteItem", "Scan"),
                            table(PROJECTIONS, "GetItem", "UpdateItem"),
                            table(STOCK_DELTAS, "Scan"),
                            archive(),
                            lists(StockBucket.ARCHIVE),
                            longestTimeoutOf(HISTORY))
                    .declaredIn(DECLARED);

    public static final FunctionSpec SALES =
            function("Sales", EVENTS, "sales", "sales.SalesHandler")
                    .on(
                            queue(
                                            STANDARD,
                                            "reservation.reserved",
                                            "reservation.confirmed",
                                            "reservation.released",
                                            "reservation.expired",
                                            "reservation.transferred",
                                            "reservation.cancelled")
                                    .withLocation())
                    .sized(timeout(20).batches(100, 1))
                    .uses(
                            table(StockTable.SALES, "PutItem", "UpdateItem"),
                            table(PROJECTIONS, "GetItem"))
                    .declaredIn(DECLARED);

    public static final FunctionSpec SALES_INQUIRY =
            function("SalesInquiry", API, "sales", "sales.SalesInquiryHandler")
                    .answers(new Route("readSales", GET, "/v1/sales", READ, OPERATIONS))
                    .sized(timeout(10))
                    .uses(table(StockTable.SALES, "Query"), table(PROJECTIONS, "GetItem"))
                    .declaredIn(DECLARED);

    public static final FunctionSpec SALES_REBUILD =
            function("SalesRebuild", EVENTS, "sales", "sales.SalesRebuildHandler")
                    .sized(timeout(60))
                    .uses(
                            table(
                                    StockTable.SALES,
                                    "PutItem",
                                    "UpdateItem",
                                    "BatchWriteItem",
                                    "Scan"),
                            table(PROJECTIONS, "GetItem", "UpdateItem"),
                            table(STOCK_DELTAS, "Scan"),
                            archive(),
                            lists(StockBucket.ARCHIVE),
                            longestTimeoutOf(SALES))
                    .declaredIn(DECLARED);

    public static final FunctionSpec REPLENISHMENT =
            function("Replenishment", EVENTS, "replenishment", "replenishment.ReplenishmentHandler")
                    .on(queue(FIFO))
                    .sized(timeout(20).batches(10, 0))
                    .uses(
                            table(StockTable.REPLENISHMENT, "BatchGetItem", "PutItem", "Query"),
                            table(REPLENISHMENT_REQUESTS, "PutItem"),
                            table(PROJECTIONS, "GetItem"),
                            table(SALE_MODE, "GetItem", "PutItem"),
                            publishesEvents(),
                            sendsToSupplyChain())
                    .declaredIn(DECLARED);

    /**
     * New settings may show that a shelf is already low: it then publishes as replenishment does.
     */
    public static final FunctionSpec SETTINGS =
            function("Settings", API, "replenishment", "settings.SettingsHandler")
                    .answers(
                            new Route("readSettings", GET, SKU_SETTINGS, OPERATE, OPERATIONS),
                            new Route("replaceSettings", PUT, SKU_SETTINGS, OPERATE, OPERATIONS),
                            new Route("readManySettings", GET, "/v1/settings", OPERATE, OPERATIONS),
                            new Route(
                                    "applySettingsFile",
                                    POST,
                                    "/v1/settings-files",
                                    OPERATE,
                                    OPERATIONS),
                            new Route("readLimit", GET, SKU_LIMIT, OPERATE, OPERATIONS),
                            new Route("replaceLimit", PUT, SKU_LIMIT, OPERATE, OPERATIONS),
                            new Route(
                                    "readReplenishmentRequests",
                                    GET,
                                    "/v1/replenishment-requests",
                                    READ,
                                    OPERATIONS))
                    // A file has up to 1,000 rows.
                    .sized(timeout(25))
                    .uses(
                            table(NET_STOCK, "Query", "BatchGetItem", "UpdateItem"),
                            customerKeys(),
                            table(
                                    StockTable.REPLENISHMENT,
                                    "BatchGetItem",
                                    "GetItem",
                                    "PutItem",
                                    "Query"),
                            table(REPLENISHMENT_REQUESTS, "Query", "PutItem"),
                            table(SALE_MODE, "GetItem", "PutItem"),
                            table(StockTable.SHARDS, "GetItem", "Query", "PutItem"),
                            table(PROJECTIONS, "GetItem"),
                            publishesEvents(),
                            sendsToSupplyChain(),
                            sendsShardHeat(),
                            recordsActs(),
                            places())
                    .declaredIn(DECLARED);

    public static final FunctionSpec REPLENISHMENT_REBUILD =
            function(
                            "ReplenishmentRebuild",
                            EVENTS,
                            "replenishment",
                            "replenishment.ReplenishmentRebuildHandler")
                    .sized(timeout(60))
                    .uses(
                            table(NET_STOCK, "BatchGetItem", "Query"),
                            table(
                                    StockTable.REPLENISHMENT,
                                    "BatchGetItem",
                                    "BatchWriteItem",
                                    "PutItem",
                                    "Query",
                                    "Scan"),
                            table(REPLENISHMENT_REQUESTS, "PutItem"),
                            table(PROJECTIONS, "GetItem", "UpdateItem"),
                            table(SALE_MODE, "GetItem", "PutItem"),
                            publishesEvents(),
                            sendsToSupplyChain(),
                            longestTimeoutOf(REPLENISHMENT, SETTINGS))
                    .declaredIn(DECLARED);

    /**
     * Opens and ends the pools that are due; if a message is lost, the next one does the same.
     * Publishes the locations after a file has changed some: the file import, in the network of the
     * ledger, cannot.
     */
    public static final FunctionSpec POOLS =
            function("Pools", EVENTS, "places", "places.PoolsHandler")
                    .on(
                            queue(STANDARD)
                                    .wokenBy(
                                            new Trigger.Schedule(
                                                    "Pools",
                                                    settings -> "rate(1 minute)",
                                                    "{}",
                                                    60)))
                    .sized(timeout(30).batches(10, 0).concurrentBatches(2))
                    .uses(
                            table(NET_STOCK, "BatchGetItem", "UpdateItem"),
                            table(STOCK_DELTAS, "Query", "PutItem"),
                            table(StockTable.PLACES, "GetItem", "Query", "PutItem", "DeleteItem"),
                            publishesEvents(),
                            locations())
                    .declaredIn(DECLARED);

    /**
     * Looks at all sharded SKUs each minute; if one message is lost, the next one does the same.
     */
    public static final FunctionSpec SHARDS =
            function("Shards", EVENTS, "shards", "shards.ShardsHandler")
                    .on(
                            queue(STANDARD)
                                    .wokenBy(
                                            new Trigger.Schedule(
                                                    "ShardLook",
                                                    settings -> "rate(1 minute)",
                                                    "{\"kind\":\"look\",\"places\":[]}",
                                                    60)))
                    .sized(timeout(20).batches(100, 1).concurrentBatches(2))
                    .uses(
                            table(NET_STOCK, "BatchGetItem", "UpdateItem"),
                            table(STOCK_DELTAS, "PutItem"),
                            table(StockTable.SHARDS, "DeleteItem", "GetItem", "PutItem", "Scan"),
                            locations())
                    .declaredIn(DECLARED);

    // The ledger

    /** Prepares the database at a deployment. */
    public static final FunctionSpec LEDGER_MIGRATION =
            function("LedgerMigration", LEDGER, "ledger", "ledger.LedgerMigrationHandler")
                    .sized(timeout(900))
                    .uses(new DatabaseUse(LedgerDatabase.OWNER))
                    .declaredIn(DECLARED);

    public static final FunctionSpec LEDGER_POSTING =
            function("LedgerPosting", LEDGER, "ledger", "ledger.LedgerPostingHandler")
                    .on(
                            queue(
                                    STANDARD,
                                    "reservation.*",
                                    "display-samples.changed",
                                    "location.changed",
                                    "stock.low",
                                    "stock.recovered"))
                    .sized(timeout(30).batches(100, 1))
                    .uses(database(), wakesSupplySync())
                    .declaredIn(DECLARED);

    /** The schedule finds supply whose message was lost. */
    public static final FunctionSpec SUPPLY_SYNC =
            function("SupplySync", LEDGER, "ledger", "ledger.SupplySyncHandler")
                    .on(
                            queue(STANDARD)
                                    .wokenBy(
                                            new Trigger.Schedule(
                                                    "Sync",
                                                    settings -> settings.ledger().syncRate(),
                                                    "{}",
                                                    60)))
                    .sized(timeout(30).batches(10, 1).concurrentBatches(2))
                    .uses(
                            database(),
                            table(NET_STOCK, "BatchGetItem", "Query", "UpdateItem"),
                            table(STOCK_DELTAS, "BatchGetItem", "Query", "PutItem"),
                            table(SALE_MODE, "GetItem"),
                            wakesSupplySync(),
                            setting(
                                    "SUPPLY_SYNC_PER_SECOND",
                                    settings -> settings.ledger().suppliesPerSecond()),
                            places())
                    .declaredIn(DECLARED);

    public static final FunctionSpec EXPLANATION =
            function("Explanation", LEDGER, "ledger", "ledger.ExplanationHandler")
                    .answers(new Route("explainStock", GET, SKU + "/explanation", READ, OPERATIONS))
                    .sized(timeout(25))
                    .uses(
                            database(),
                            table(NET_STOCK, "BatchGetItem"),
                            table(StockTable.MALLS, "BatchGetItem", "GetItem", "Query"),
                            mallChannels())
                    .declaredIn(DECLARED);

    /** Lists and figures for the people who run the shop's stock. */
    public static final FunctionSpec LEDGER_INQUIRY =
            function("LedgerInquiry", LEDGER, "ledger", "ledger.inquiry.LedgerInquiryHandler")
                    .answers(
                            new Route("searchItems", GET, "/v1/items", READ, OPERATIONS),
                            new Route("readCategories", GET, "/v1/categories", READ, OPERATIONS),
                            new Route("readOrders", GET, "/v1/orders", READ, OPERATIONS),
                            new Route("readSkuOrders", GET, SKU + "/orders", READ, OPERATIONS),
                            new Route("readToday", GET, "/v1/today", READ, OPERATIONS))
                    .sized(timeout(25))
                    .uses(database(), table(StockTable.SHARDS, "Scan"), timeZone())
                    .declaredIn(DECLARED);

    public static final FunctionSpec MOVEMENT_INTAKE =
            function("MovementIntake", LEDGER, "ledger", "ledger.movements.MovementIntakeHandler")
                    .on(new Trigger.MovementStream())
                    .sized(timeout(60).batches(1_000, 1).concurrentBatches(4))
                    .uses(database(), wakesSupplySync(), timeZone())
                    .declaredIn(DECLARED);

    /** Writes to the stream and never to the database, so it is outside the network. */
    public static final FunctionSpec MOVEMENTS =
            function("Movements", LEDGER, "ledger", "ledger.movements.MovementsHandler")
                    .answers(
                            new Route(
                                    "recordMovements", POST, "/v1/movements", OPERATE, OPERATIONS))
                    .sized(timeout(10))
                    .uses(
                            writesMovements(),
                            recordsActs(),
                            table(StockTable.JOBS, "GetItem", "PutItem"),
                            setting("APPROVALS", StageSettings::approvalLimits),
                            timeZone())
                    .declaredIn(DECLARED);

    /**
     * Each message is one file. A file of any size streams through, so more memory would not help.
     */
    public static final FunctionSpec FILE_IMPORT =
            function("FileImport", LEDGER, "ledger", "ledger.imports.FileImportHandler")
                    .on(queue(STANDARD).lateAfterSeconds(3_600))
                    .sized(timeout(900).memoryMib(1_024).batches(1, 0).concurrentBatches(2))
                    .uses(
                            database(),
                            wakesSupplySync(),
                            sendsToReconcile(),
                            files(
                                    LedgerFiles.INBOX,
                                    "GetObject",
                                    "GetObjectVersion",
                                    "DeleteObjectVersion"),
                            files(LedgerFiles.TAKEN, "PutObject"),
                            files(LedgerFiles.REFUSED, "PutObject"),
                            lists(StockBucket.FILES),
                            sendsTo("MallItemImport", "MALL_ITEM_QUEUE"),
                            table(StockTable.PLACES, "GetItem", "Query", "PutItem"),
                            locations(),
                            sendsTo("Pools", "POOLS_QUEUE"),
                            timeZone())
                    .declaredIn(DECLARED);

    /**
     * Each message is one file of mall items. It is in the ledger's stack, as the bucket is; it
     * does not use the database.
     */
    public static final FunctionSpec MALL_ITEM_IMPORT =
            function("MallItemImport", LEDGER, "malls", "malls.mapping.MallItemImportHandler")
                    .on(queue(STANDARD).lateAfterSeconds(3_600))
                    .sized(timeout(900).memoryMib(1_024).batches(1, 0).concurrentBatches(2))
                    .uses(
                            table(
                                    StockTable.MALLS,
                                    "BatchGetItem",
                                    "DeleteItem",
                                    "PutItem",
                                    "Query"),
                            malls(),
                            files(
                                    LedgerFiles.INBOX,
                                    "GetObject",
                                    "GetObjectVersion",
                                    "DeleteObjectVersion"),
                            files(LedgerFiles.TAKEN, "PutObject"),
                            files(LedgerFiles.REFUSED, "PutObject"),
                            lists(StockBucket.FILES))
                    .declaredIn(DECLARED);

    public static final FunctionSpec IMPORTS =
            function("Imports", LEDGER, "ledger", "ledger.imports.ImportsHandler")
                    .answers(
                            new Route("readImports", GET, "/v1/imports", OPERATE, OPERATIONS),
                            new Route(
                                    "readContradictions",
                                    GET,
                                    "/v1/contradictions",
                                    OPERATE,
                                    OPERATIONS))
                    .sized(timeout(25))
                    .uses(database())
                    .declaredIn(DECLARED);

    /** Each message is the start of a run or one slice of it. */
    public static final FunctionSpec RECONCILE =
            function("Reconcile", LEDGER, "ledger", "ledger.reconcile.ReconcileHandler")
                    .on(
                            queue(STANDARD)
                                    .lateAfterSeconds(3_600)
                                    .wokenBy(
                                            new Trigger.Schedule(
                                                    "Reconcile",
                                                    settings ->
                                                            settings.ledger().reconcile().cron(),
                                                    "{\"start\":{}}",
                                                    3_600)))
                    .sized(timeout(900).batches(1, 0))
                    .uses(
                            database(),
                            table(NET_STOCK, "BatchGetItem", "Scan", "UpdateItem"),
                            table(STOCK_DELTAS, "BatchGetItem", "Query", "PutItem", "Scan"),
                            table(ALLOWANCES, "BatchGetItem", "Scan", "UpdateItem"),
                            wakesSupplySync(),
                            sendsToReconcile(),
                            reports("PutObject"),
                            reconcile("RECONCILE_SLICES", LedgerSettings.Reconcile::slices),
                            reconcile(
                                    "RECONCILE_SETTLE_SECONDS",
                                    LedgerSettings.Reconcile::settleSeconds),
                            reconcile("RECONCILE_REPAIR", LedgerSettings.Reconcile::repairs),
                            locations())
                    .declaredIn(DECLARED);

    public static final FunctionSpec RECONCILE_CONTROL =
            function(
                            "ReconcileControl",
                            LEDGER,
                            "ledger",
                            "ledger.reconcile.ReconcileControlHandler")
                    .sized(timeout(60))
                    .uses(database(), sendsToReconcile(), reports("GetObject"))
                    .declaredIn(DECLARED);

    /** Reads the stage, and writes to the copies that the operator's command has restored. */
    public static final FunctionSpec RESTORE_DRILL =
            function("RestoreDrill", LEDGER, "ledger", "ledger.drill.RestoreDrillHandler")
                    .sized(timeout(900).memoryMib(1_024))
                    .uses(
                            database(),
                            table(NET_STOCK, "BatchGetItem", "Scan"),
                            table(STOCK_DELTAS, "BatchGetItem", "Scan"),
                            restoredCopies(),
                            archive(),
                            lists(StockBucket.ARCHIVE),
                            locations())
                    .declaredIn(DECLARED);

    // Sale mode

    public static final FunctionSpec SALE_MODE_API =
            function("SaleMode", SALE, "sale-mode", "salemode.SaleModeHandler")
                    .answers(
                            new Route("readSaleMode", GET, SALE_PATH, OPERATE, OPERATIONS),
                            new Route("replaceSaleMode", PUT, SALE_PATH, OPERATE, OPERATIONS))
                    .sized(timeout(10))
                    .uses(
                            table(SALE_MODE, "GetItem", "PutItem"),
                            recordsActs(),
                            sendsTo("SaleModeSteps", "SALE_MODE_QUEUE"))
                    .declaredIn(DECLARED);

    /** Only one call at a time does the steps; further messages change nothing. */
    public static final FunctionSpec SALE_MODE_STEPS =
            function("SaleModeSteps", SALE, "sale-mode", "salemode.SaleModeStepsHandler")
                    .on(
                            queue(STANDARD)
                                    .wokenBy(
                                            new Trigger.Schedule(
                                                    "Steps",
                                                    settings -> "rate(1 minute)",
                                                    "{}",
                                                    60)))
                    .sized(timeout(30).batches(10, 0).concurrentBatches(2))
                    .uses(
                            table(
                                    NET_STOCK,
                                    "BatchGetItem",
                                    "Query",
                                    "UpdateItem",
                                    "DescribeTable"),
                            customerKeys(),
                            table(STOCK_DELTAS, "DescribeTable"),
                            table(SALE_MODE, "GetItem", "PutItem", "Query", "BatchWriteItem"),
                            table(StockTable.SHARDS, "GetItem", "Query", "PutItem"),
                            table(StockTable.SALES, "Query"),
                            table(PROJECTIONS, "GetItem"),
                            publishesEvents(),
                            sendsToSupplyChain(),
                            wakesSupplySync(),
                            sendsShardHeat(),
                            watchesQueues(),
                            invokes(RECONCILE_CONTROL, "RECONCILE_CONTROL_FUNCTION"),
                            objects(
                                    StockBucket.REPORTS,
                                    "REPORTS_BUCKET",
                                    "sales/",
                                    "The sale determines the name of its report.",
                                    "GetObject",
                                    "PutObject"),
                            readsMetrics(),
                            readsQuotas(),
                            setting(
                                    "CHECKOUT_CONCURRENCY",
                                    settings -> settings.concurrencyOf(CHECKOUT)),
                            setting(
                                    "SHARED_CONCURRENCY",
                                    settings -> settings.capacity().sharedEnvironments()),
                            setting(
                                    "ACCOUNT_CALLS_PER_SECOND",
                                    settings -> settings.account().apiCallsPerSecond()),
                            setting(
                                    "ACCOUNT_MESSAGES_PER_SECOND",
                                    settings -> settings.account().messagesPerSecond()),
                            setting(
                                    "MESSAGES_PER_ORDER",
                                    settings -> StageCapacity.MESSAGES_PER_ORDER),
                            setting(
                                    "RESERVATIONS_PER_SECOND",
                                    settings ->
                                            settings.throttleOf(route("reserve")).callsPerSecond()),
                            table(StockTable.PLACES, "GetItem", "Query", "PutItem"),
                            locations(),
                            sendsTo("Pools", "POOLS_QUEUE"),
                            mallChannels())
                    .declaredIn(DECLARED);

    // Queues and jobs, for operators

    public static final FunctionSpec QUEUES =
            function("Queues", JOBS, "jobs", "jobs.QueuesHandler")
                    .answers(
                            new Route("readQueues", GET, "/v1/queues", OPERATE, OPERATIONS),
                            new Route(
                                    "readDeadLetters",
                                    GET,
                                    "/v1/queues/{queue}/dead-letters",
                                    OPERATE,
                                    OPERATIONS))
                    .sized(timeout(25))
                    .uses(looksAtFailedMessages(), readsMetrics())
                    .declaredIn(DECLARED);

    public static final FunctionSpec JOBS_API =
            function("Jobs", JOBS, "jobs", "jobs.JobsHandler")
                    .answers(
                            new Route("readJobs", GET, "/v1/jobs", OPERATE, OPERATIONS),
                            new Route("startJob", PUT, JOB, OPERATE, OPERATIONS),
                            new Route("readJob", GET, JOB, OPERATE, OPERATIONS),
                            new Route(
                                    "cancelJob", POST, JOB + "/cancellation", OPERATE, OPERATIONS),
                            new Route("approveJob", POST, JOB + "/approval", OPERATE, OPERATIONS),
                            new Route("refuseJob", POST, JOB + "/refusal", OPERATE, OPERATIONS),
                            new Route("readFindings", GET, JOB + "/findings", OPERATE, OPERATIONS))
                    .sized(timeout(10))
                    .uses(
                            table(StockTable.JOBS, "DeleteItem", "GetItem", "PutItem", "Query"),
                            recordsActs(),
                            sendsTo("JobSteps", "JOB_QUEUE"),
                            reports("GetObject"),
                            setting("APPROVALS", StageSettings::approvalLimits),
                            setting("PROJECTIONS", any -> "history,sales,replenishment"),
                            namesConsumers())
                    .declaredIn(DECLARED);

    /**
     * Each message is one step of a job: a call of a function that takes up to a minute, some
     * hundred dead letters, or approved movements. The next step is another message.
     */
    public static final FunctionSpec JOB_STEPS =
            function("JobSteps", JOBS, "jobs", "jobs.JobStepsHandler")
                    .on(queue(STANDARD).lateAfterSeconds(900))
                    .sized(timeout(90).batches(1, 0).concurrentBatches(2))
                    .uses(
                            table(StockTable.JOBS, "DeleteItem", "GetItem", "PutItem"),
                            sendsTo("JobSteps", "JOB_QUEUE"),
                            replaysFailedMessages(),
                            rebuildsProjections(),
                            writesMovements(),
                            invokes(RECONCILE_CONTROL, "RECONCILE_CONTROL_FUNCTION"))
                    .declaredIn(DECLARED);

    // External malls, in stages that sell there

    /** Takes levels to the malls' rows, and wakes the malls for which something is to do. */
    public static final FunctionSpec MALL_LEVELS =
            function("MallLevels", MALLS, "malls", "malls.MallLevelsHandler")
                    .on(queue(STANDARD, "level.changed", "sale-mode.changed"))
                    .sized(timeout(30).batches(100, 1))
                    .uses(
                            table(
                                    StockTable.MALLS,
                                    "BatchGetItem",
                                    "DeleteItem",
                                    "PutItem",
                                    "Query"),
                            table(NET_STOCK, "BatchGetItem", "Query"),
                            malls(),
                            wakesMallSync(),
                            places())
                    .declaredIn(DECLARED);

    /**
     * Each message group is one mall, so one call at a time works for it. A round of requests may
     * wait for a mall as long as the mall's lease lasts.
     */
    public static final FunctionSpec MALL_SYNC =
            function("MallSync", MALLS, "malls", "malls.MallSyncHandler")
                    .on(queue(FIFO).lateAfterSeconds(180).wokenBy(Functions::mallWakeUps))
                    .sized(timeout(54).memoryMib(1_024).batches(10, 0).concurrentBatches(10))
                    .uses(
                            table(
                                    StockTable.MALLS,
                                    "BatchGetItem",
                                    "DeleteItem",
                                    "PutItem",
                                    "Query"),
                            table(NET_STOCK, "BatchGetItem", "Query", "UpdateItem"),
                            table(STOCK_DELTAS, "BatchGetItem", "Query", "PutItem"),
                            malls(),
                            mallSecrets(
                                    any -> true,
                                    "GetSecretValue",
                                    "PutSecretValue",
                                    "UpdateSecretVersionStage"),
                            callsMalls(),
                            wakesMallSync(),
                            places())
                    .declaredIn(DECLARED);

    /** Amazon sends notifications of orders to its queue. */
    public static final FunctionSpec MALL_SIGNALS =
            function("MallSignals", MALLS, "malls", "malls.MallSignalsHandler")
                    .on(queue(STANDARD))
                    .sized(timeout(20).batches(10, 0))
                    .uses(malls(), wakesMallSync())
                    .declaredIn(DECLARED);

    public static final FunctionSpec MALL_WEBHOOKS =
            function("MallWebhooks", MALLS, "malls", "malls.webhooks.MallWebhooksHandler")
                    .answers(
                            Route.signed(
                                    "receiveMallWebhook",
                                    POST,
                                    "/v1/mall-webhooks/{mall}",
                                    OPERATIONS))
                    .sized(timeout(5))
                    .uses(
                            malls(),
                            mallSecrets(MallChannel.SHOPIFY::equals, "GetSecretValue"),
                            wakesMallSync())
                    .declaredIn(DECLARED);

    public static final FunctionSpec MALLS_API =
            function("Malls", MALLS, "malls", "malls.api.MallsHandler")
                    .answers(
                            new Route("readMalls", GET, MALLS_PATH, OPERATE, OPERATIONS),
                            new Route("pauseMall", POST, MALL + "/pause", OPERATE, OPERATIONS),
                            new Route("resumeMall", POST, MALL + "/resume", OPERATE, OPERATIONS),
                            new Route(
                                    "pushMallCounts", POST, MALL + "/pushes", OPERATE, OPERATIONS),
                            new Route("readMallItems", GET, MALL + "/items", OPERATE, OPERATIONS),
                            new Route("readMallItem", GET, MALL_ITEM, OPERATE, OPERATIONS),
                            new Route("replaceMallItem", PUT, MALL_ITEM, OPERATE, OPERATIONS),
                            new Route("removeMallItem", DELETE, MALL_ITEM, OPERATE, OPERATIONS),
                            new Route("readMallOrders", GET, MALL + "/orders", OPERATE, OPERATIONS))
                    .sized(timeout(10))
                    .uses(
                            table(
                                    StockTable.MALLS,
                                    "BatchGetItem",
                                    "DeleteItem",
                                    "PutItem",
                                    "Query"),
                            recordsActs(),
                            malls(),
                            wakesMallSync())
                    .declaredIn(DECLARED);

    /** Asks each mall once a day how long its keys and consents are valid. */
    public static final FunctionSpec MALL_CREDENTIALS =
            function("MallCredentials", MALLS, "malls", "malls.MallCredentialsHandler")
                    .on(
                            queue(STANDARD)
                                    .wokenBy(
                                            new Trigger.Schedule(
                                                    "Credentials",
                                                    any -> "cron(30 0 * * ? *)",
                                                    "{}",
                                                    3_600)))
                    .sized(timeout(54).batches(1, 0).concurrentBatches(2))
                    .uses(
                            table(StockTable.MALLS, "PutItem"),
                            malls(),
                            mallSecrets(
                                    any -> true,
                                    "GetSecretValue",
                                    "PutSecretValue",
                                    "UpdateSecretVersionStage"),
                            callsMalls())
                    .declaredIn(DECLARED);

    private Functions() {}

    /** All functions. */
    public static List<FunctionSpec> all() {
        return Collections.unmodifiableList(DECLARED);
    }

    /** The functions of one stack. */
    public static List<FunctionSpec> of(StackArea area) {
        return DECLARED.stream().filter(function -> function.area() == area).toList();
    }

    /** The functions of a stage. */
    public static List<FunctionSpec> of(StageSettings settings) {
        return DECLARED.stream().filter(function -> function.isIn(settings)).toList();
    }

    /** Whether a stage has the function of this id. */
    public static boolean hasFunction(StageSettings settings, String id) {
        return DECLARED.stream()
                .filter(function -> function.id().equals(id))
                .allMatch(function -> function.isIn(settings));
    }

    /** The functions that consume a queue. */
    public static List<FunctionSpec> consumers() {
        return DECLARED.stream().filter(FunctionSpec::hasQueue).toList();
    }

    /** The routes of a stage. */
    public static List<Route> routesOf(StageSettings settings) {
        return of(settings).stream().flatMap(function -> function.routes().stream()).toList();
    }

    /** All routes of the HTTP API. */
    public static List<Route> routes() {
        return DECLARED.stream().flatMap(function -> function.routes().stream()).toList();
    }

    /** The route of an operation. */
    public static Route route(String operationId) {
        return routes().stream()
                .filter(route -> route.operationId().equals(operationId))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No operation " + operationId));
    }

    /**
     * Begins a declaration.
     *
     * @param handler the handler's class below {@code dev.netstock}
     */
    private static FunctionSpec function(String id, StackArea area, String folder, String handler) {
        return new FunctionSpec(id, area, folder, "dev.netstock." + handler);
    }

    private static Trigger.Queue queue(Trigger.QueueKind kind, String... eventTypes) {
        return new Trigger.Queue(kind, List.of(eventTypes));
    }

    /**
     * Wakes each mall every minute. The queue drops bodies that it had within five minutes, so the
     * body has an id that EventBridge Scheduler inserts.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html">Adding
     *     context attributes in EventBridge Scheduler</a>
     */
    private static List<Trigger.Schedule> mallWakeUps(StageSettings settings) {
        return settings.malls().keySet().stream()
                .map(
                        mall ->
                                new Trigger.Schedule(
                                        mall.id(),
                                        any -> "rate(1 minute)",
                                        "{\"mall\":\"%s\",\"schedule\":\"<aws.scheduler.execution-id>\"}"
                                                .formatted(mall),
                                        60,
                                        mall.toString()))
                .toList();
    }

    /** Adds entries to the audit log. A row is put once, on condition that it does not exist. */
    private static Use recordsActs() {
        return table(AUDIT_LOG, "PutItem");
    }

    private static Use archive() {
        return objects(
                StockBucket.ARCHIVE,
                "ARCHIVE_BUCKET",
                "events/",
                "Rebuilds and restore drills read every event of the archive.",
                "GetObject");
    }

    private static Use files(String folder, String... actions) {
        return objects(
                StockBucket.FILES,
                "FILES_BUCKET",
                folder,
                "The core system chooses the names of its files; the import moves them between"
                        + " folders.",
                actions);
    }

    private static Use reports(String action) {
        return objects(
                StockBucket.REPORTS,
                "REPORTS_BUCKET",
                "",
                "The run determines the name of its report, and the bucket contains only reports.",
                action);
    }

    private static Use reconcile(
            String variable, java.util.function.Function<LedgerSettings.Reconcile, Object> member) {
        return setting(variable, settings -> member.apply(settings.ledger().reconcile()));
    }
}
