package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Retention;
import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.posting.LedgerPosting;
import dev.netstock.ledger.sync.SyncWake;
import dev.netstock.operations.report.Reports;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.function.Environment;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.dynamodb.DynamoNetStock.Tables;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/**
 * The environment of the reconcile function.
 *
 * @param netStockTable {@code NET_STOCK_TABLE}
 * @param stockDeltasTable {@code STOCK_DELTAS_TABLE}
 * @param allowancesTable {@code ALLOWANCES_TABLE}
 * @param locations {@code LOCATIONS}
 * @param policy how runs are executed
 */
record ReconcileConfig(
        String netStockTable,
        String stockDeltasTable,
        String allowancesTable,
        Locations locations,
        Policy policy) {
    private static final int ROWS_MAX = 1_000;
    private static final int SLICES_MAX = 1_000;
    private static final int SETTLE_MIN = 1;
    private static final int SETTLE_MAX = 3_600;

    /**
     * How runs are executed.
     *
     * @param slices {@code RECONCILE_SLICES}: the number of slices, 1–1,000
     * @param settle {@code RECONCILE_SETTLE_SECONDS}: longer than anything is in flight, 1–3,600; a
     *     stage has at least 60
     * @param repairs {@code RECONCILE_REPAIR}: whether a scheduled run repairs its findings
     * @param rowsMax the rows of a page of a scan
     */
    record Policy(int slices, Duration settle, boolean repairs, int rowsMax) {}

    /** Clients of the services that the function uses. */
    record Clients(
            Transactions ledger,
            DynamoDbClient dynamo,
            RunQueue queue,
            SyncWake wake,
            Reports reports,
            InstantSource clock,
            CallListener listener) {}

    static ReconcileConfig of(Environment environment) {
        return new ReconcileConfig(
                environment.required("NET_STOCK_TABLE"),
                environment.required("STOCK_DELTAS_TABLE"),
                environment.required("ALLOWANCES_TABLE"),
                environment.required("LOCATIONS", Locations::parse),
                new Policy(
                        environment.required(
                                "RECONCILE_SLICES", text -> within(text, 1, SLICES_MAX)),
                        Duration.ofSeconds(
                                environment.required(
                                        "RECONCILE_SETTLE_SECONDS",
                                        text -> within(text, SETTLE_MIN, SETTLE_MAX))),
                        environment.required("RECONCILE_REPAIR", ReconcileConfig::isTrue),
                        ROWS_MAX));
    }

    private static int within(String text, int least, int most) {
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new IllegalArgumentException("Must be from %d to %d".formatted(least, most));
        }
        return number;
    }

    private static boolean isTrue(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("Must be true or false");
        };
    }

    ReconcileRuns runs(Clients clients) {
        var netStock =
                new DynamoNetStock(
                        clients.dynamo(),
                        new Tables(netStockTable, stockDeltasTable, "", allowancesTable),
                        locations,
                        clients.clock(),
                        clients.listener());
        var reportStep =
                new ReportStep(
                        clients.ledger(),
                        clients.reports(),
                        netStock.conclusion(),
                        clients.clock());
        return new ReconcileRuns(
                new Runs(clients.ledger(), policy.slices()),
                work(clients, netStock, reportStep),
                reportStep,
                clients.queue(),
                new Retention(clients.ledger()),
                clients.clock(),
                policy);
    }

    private Map<WorkKind, SliceWork> work(
            Clients clients, DynamoNetStock netStock, ReportStep reportStep) {
        var ledger = clients.ledger();
        var inspector = netStock.inspector();
        var scan =
                new DynamoScan(
                        clients.dynamo(),
                        netStockTable,
                        stockDeltasTable,
                        allowancesTable,
                        DynamoNetStock.retries(clients.listener()),
                        policy.rowsMax());
        var allowances = new AllowanceFindings(netStock.allowanceAudit());
        Map<WorkKind, SliceWork> work = new EnumMap<>(WorkKind.class);
        work.put(WorkKind.ITEMS, new FirstLook(scan, clients.clock()));
        work.put(WorkKind.ITEMS_AGAIN, new SecondLook(ledger, inspector, clients.clock()));
        work.put(WorkKind.DELTAS, new DeltaComparison(ledger, scan, allowances, clients.clock()));
        work.put(WorkKind.ALLOWANCES, new AllowanceComparison(scan, allowances));
        work.put(WorkKind.TAKEN, new TakenAudit(ledger));
        work.put(WorkKind.ORDERS, new OrderAudit(ledger));
        work.put(WorkKind.CONTRADICTIONS, new ContradictionFindings(ledger));
        work.put(WorkKind.JUDGING, new ItemJudgements(ledger, new ExtraEvents(ledger, inspector)));
        work.put(
                WorkKind.REPAIRING,
                new RepairStep(
                        ledger,
                        new LedgerRepairs(ledger),
                        new LedgerPosting(ledger, clients.wake()),
                        inspector,
                        netStock.corrector(),
                        new ShippedElsewhereRepair(netStock.cancelFlow()),
                        allowances,
                        clients.wake()));
        work.put(WorkKind.REPORTING, reportStep);
        return work;
    }
}
