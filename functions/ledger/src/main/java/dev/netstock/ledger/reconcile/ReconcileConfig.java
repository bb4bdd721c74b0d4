package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.LedgerConfig;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.ledger.sync.SyncWake;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoNetStock.Tables;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * What the reconcile function is told by its environment.
 *
 * @param ledger {@code LEDGER_*}
 * @param netStockTable {@code NET_STOCK_TABLE}
 * @param stockDeltasTable {@code STOCK_DELTAS_TABLE}
 * @param locations {@code LOCATIONS}
 * @param syncQueue {@code SUPPLY_SYNC_QUEUE}: the URL of the queue that wakes the sync
 * @param queue {@code RECONCILE_QUEUE}: the URL of the function's own queue
 * @param reportsBucket {@code REPORTS_BUCKET}
 * @param policy how runs are done
 */
record ReconcileConfig(
        LedgerConfig ledger,
        String netStockTable,
        String stockDeltasTable,
        Locations locations,
        String syncQueue,
        String queue,
        String reportsBucket,
        Policy policy) {
    private static final int ROWS_MAX = 1_000;
    private static final int SLICES_MAX = 1_000;
    private static final int SETTLE_MIN = 60;
    private static final int SETTLE_MAX = 3_600;

    /**
     * How runs are done.
     *
     * @param slices {@code RECONCILE_SLICES}: into how many parts, 1–1,000
     * @param settle {@code RECONCILE_SETTLE_SECONDS}: longer than anything is in flight, 60–3,600
     * @param repairs {@code RECONCILE_REPAIR}: whether a scheduled run repairs
     * @param rowsMax rows of a page of a scan
     */
    record Policy(int slices, Duration settle, boolean repairs, int rowsMax) {}

    /** What the function reaches the world by. */
    record Edges(
            Transactions ledger,
            DynamoDbClient dynamo,
            RunQueue mailbox,
            SyncWake wake,
            Reports reports,
            InstantSource clock,
            CallListener listener) {}

    static ReconcileConfig of(Environment environment) {
        return new ReconcileConfig(
                LedgerConfig.of(environment),
                environment.required("NET_STOCK_TABLE"),
                environment.required("STOCK_DELTAS_TABLE"),
                environment.required("LOCATIONS", Locations::parse),
                environment.required("SUPPLY_SYNC_QUEUE"),
                environment.required("RECONCILE_QUEUE"),
                environment.required("REPORTS_BUCKET"),
                new Policy(
                        environment.required(
                                "RECONCILE_SLICES", text -> within(text, 1, SLICES_MAX)),
                        Duration.ofSeconds(
                                environment.required(
                                        "RECONCILE_SETTLE_SECONDS",
                                        text -> within(text, SETTLE_MIN, SETTLE_MAX))),
                        environment.required("RECONCILE_REPAIR", ReconcileConfig::yesOrNo),
                        ROWS_MAX));
    }

    private static int within(String text, int least, int most) {
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new IllegalArgumentException("It is %d-%d".formatted(least, most));
        }
        return number;
    }

    private static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("It is true or false");
        };
    }

    /** A client of S3 of the environment. */
    static Reports reports(String bucket) {
        return new S3Reports(
                S3Client.builder().httpClient(DynamoClients.httpClient()).build(), bucket);
    }

    /** The function's work, wired. */
    ReconcileRuns reconciling(Edges edges) {
        var netStock =
                new DynamoNetStock(
                        edges.dynamo(),
                        new Tables(netStockTable, stockDeltasTable, ""),
                        locations,
                        edges.clock(),
                        edges.listener());
        var reporting =
                new ReportStep(
                        edges.ledger(), edges.reports(), netStock.concluding(), edges.clock());
        return new ReconcileRuns(
                new Runs(edges.ledger(), policy.slices()),
                work(edges, netStock, reporting),
                reporting,
                edges.mailbox(),
                new ReconcileRuns.Opening(edges.clock(), policy.settle(), policy.repairs()));
    }

    private Map<WorkKind, SliceWork> work(
            Edges edges, DynamoNetStock netStock, ReportStep reporting) {
        var ledger = edges.ledger();
        var inspecting = netStock.inspecting();
        var scan =
                new DynamoScan(
                        edges.dynamo(),
                        netStockTable,
                        stockDeltasTable,
                        DynamoNetStock.retries(edges.listener()),
                        policy.rowsMax());
        return Map.of(
                WorkKind.ITEMS, new FirstLook(scan, edges.clock()),
                WorkKind.ITEMS_AGAIN, new SecondLook(ledger, inspecting, edges.clock()),
                WorkKind.DELTAS, new DeltaComparison(ledger, scan, edges.clock()),
                WorkKind.TAKEN, new TakenAudit(ledger),
                WorkKind.ORDERS, new OrderAudit(ledger),
                WorkKind.CONTRADICTIONS, new ContradictionFindings(ledger),
                WorkKind.JUDGING, new ItemJudgements(ledger, new ExtraEvents(ledger, inspecting)),
                WorkKind.REPAIRING,
                        new RepairStep(
                                ledger,
                                new LedgerPosting(ledger, edges.wake())::post,
                                inspecting,
                                netStock.correcting(),
                                new ShippedElsewhereRepair(netStock.cancelling()),
                                edges.wake()),
                WorkKind.REPORTING, reporting);
    }
}
