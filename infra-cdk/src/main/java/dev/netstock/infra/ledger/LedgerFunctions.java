package dev.netstock.infra.ledger;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.data.KeyAccess;
import dev.netstock.infra.data.StockTables;
import dev.netstock.infra.data.StoredData;
import dev.netstock.infra.data.TableAccess;
import dev.netstock.infra.events.MessageAccess;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.function.Placement;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.stage.StageSettings;

import org.jspecify.annotations.Nullable;

import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions of the ledger: what each reads from its environment, and may do. */
record LedgerFunctions(
        Construct scope,
        StageSettings settings,
        FunctionZips zips,
        StoredData data,
        LedgerParts parts) {
    StockFunction migration() {
        return connected(NetStockFunction.LEDGER_MIGRATION, LedgerDatabase.OWNER, Map.of());
    }

    StockFunction posting() {
        return connected(
                NetStockFunction.LEDGER_POSTING,
                supplySyncQueue(),
                MessageAccess.toConsume(parts.posting().queue()),
                MessageAccess.toSend(parts.supplySync().queue()));
    }

    StockFunction supplySync() {
        var environment = new HashMap<>(netStock());
        environment.put(
                "SUPPLY_SYNC_PER_SECOND", Integer.toString(settings.ledger().suppliesPerSecond()));
        environment.put("SALE_MODE_TABLE", tables().saleMode().getTableName());
        environment.putAll(supplySyncQueue());
        return connected(
                NetStockFunction.SUPPLY_SYNC,
                environment,
                MessageAccess.toConsume(parts.supplySync().queue()),
                MessageAccess.toSend(parts.supplySync().queue()),
                TableAccess.on(tables().netStock(), "BatchGetItem", "UpdateItem"),
                TableAccess.on(tables().stockDeltas(), "BatchGetItem", "Query", "PutItem"),
                TableAccess.on(tables().saleMode(), "GetItem"),
                KeyAccess.ofTables(data.key()));
    }

    StockFunction explanation() {
        return connected(
                NetStockFunction.EXPLANATION,
                Map.of("NET_STOCK_TABLE", tables().netStock().getTableName()),
                TableAccess.on(tables().netStock(), "BatchGetItem"),
                KeyAccess.ofTables(data.key()));
    }

    StockFunction movementIntake() {
        var statements =
                new ArrayList<>(
                        List.of(
                                StreamAccess.toRead(parts.movements()),
                                KeyAccess.ofStreamRead(data.key()),
                                KeyAccess.ofObjectsWritten(data.key()),
                                MessageAccess.toSend(parts.supplySync().queue())));
        statements.addAll(MessageAccess.toPutAside(data.buckets().aside()));
        var environment = new HashMap<>(supplySyncQueue());
        environment.putAll(timeZone());
        environment.put("FAILED_RECORDS_BUCKET", data.buckets().aside().getBucketName());
        var function =
                connected(
                        NetStockFunction.MOVEMENT_INTAKE,
                        environment,
                        statements.toArray(PolicyStatement[]::new));
        AcceptedFindings.allBelow(
                function,
                data.buckets().aside().getStack(),
                data.buckets().aside().getBucketArn(),
                "aws/lambda/*",
                "Failed records are kept under names that their mapping or function makes up.");
        return function;
    }

    /** Outside the network: it writes to the stream, and never to the database. */
    StockFunction movements() {
        var environment = new HashMap<>(timeZone());
        environment.put("STOCK_MOVEMENTS_STREAM", parts.movements().getStreamName());
        return function(
                NetStockFunction.MOVEMENTS,
                environment,
                List.of(
                        StreamAccess.toWrite(parts.movements()),
                        KeyAccess.ofStreamWritten(data.key())),
                null);
    }

    StockFunction fileImport() {
        var environment = new HashMap<>(supplySyncQueue());
        environment.putAll(timeZone());
        environment.put("RECONCILE_QUEUE", parts.reconcile().queue().getQueueUrl());
        environment.put("FILES_BUCKET", parts.files().files().getBucketName());
        var function =
                connected(
                        NetStockFunction.FILE_IMPORT,
                        environment,
                        MessageAccess.toConsume(parts.fileImport().queue()),
                        MessageAccess.toSend(parts.supplySync().queue()),
                        MessageAccess.toSend(parts.reconcile().queue()),
                        FileAccess.on(
                                parts.files().files(),
                                List.of(LedgerFiles.INBOX),
                                "GetObject",
                                "GetObjectVersion",
                                "DeleteObjectVersion"),
                        FileAccess.on(
                                parts.files().files(),
                                List.of(LedgerFiles.TAKEN, LedgerFiles.REFUSED),
                                "PutObject"),
                        FileAccess.toTellWhatIsMissing(parts.files().files()),
                        KeyAccess.ofObjectsWritten(data.key()));
        FileAccess.explain(
                function,
                parts.files().files(),
                "The core system makes up the names of its files; they move between folders.",
                LedgerFiles.INBOX,
                LedgerFiles.TAKEN,
                LedgerFiles.REFUSED);
        return function;
    }

    StockFunction imports() {
        return connected(NetStockFunction.IMPORTS, Map.of());
    }

    StockFunction reconcile() {
        var environment = new HashMap<>(netStock());
        environment.putAll(supplySyncQueue());
        environment.putAll(reconciling());
        environment.put("RECONCILE_SLICES", Integer.toString(settings.ledger().reconcileSlices()));
        environment.put(
                "RECONCILE_SETTLE_SECONDS",
                Integer.toString(settings.ledger().reconcileSettleSeconds()));
        environment.put("RECONCILE_REPAIR", Boolean.toString(settings.ledger().reconcileRepairs()));
        var function =
                connected(
                        NetStockFunction.RECONCILE,
                        environment,
                        MessageAccess.toConsume(parts.reconcile().queue()),
                        MessageAccess.toSend(parts.reconcile().queue()),
                        MessageAccess.toSend(parts.supplySync().queue()),
                        TableAccess.on(tables().netStock(), "BatchGetItem", "Scan", "UpdateItem"),
                        TableAccess.on(
                                tables().stockDeltas(), "BatchGetItem", "Query", "PutItem", "Scan"),
                        FileAccess.on(parts.files().reports(), List.of(""), "PutObject"),
                        KeyAccess.ofTables(data.key()),
                        KeyAccess.ofObjectsWritten(data.key()));
        explainReports(function);
        return function;
    }

    StockFunction reconcileControl() {
        var function =
                connected(
                        NetStockFunction.RECONCILE_CONTROL,
                        reconciling(),
                        MessageAccess.toSend(parts.reconcile().queue()),
                        FileAccess.on(parts.files().reports(), List.of(""), "GetObject"),
                        KeyAccess.ofObjectsRead(data.key()));
        explainReports(function);
        return function;
    }

    private void explainReports(StockFunction function) {
        FileAccess.explain(
                function,
                parts.files().reports(),
                "A report is named by its comparison, and everything in the bucket is a report.",
                "");
    }

    /** A function that signs in to the database. */
    private StockFunction connected(
            NetStockFunction which, Map<String, String> environment, PolicyStatement... allowed) {
        return connected(which, LedgerDatabase.USER, environment, allowed);
    }

    private StockFunction connected(
            NetStockFunction which,
            String user,
            Map<String, String> environment,
            PolicyStatement... allowed) {
        var all = new HashMap<>(environment);
        all.putAll(parts.database().environment(user));
        var statements = new ArrayList<>(List.of(allowed));
        statements.add(parts.database().toConnectAs(user));
        var function = function(which, all, statements, parts.network().functions());
        parts.database()
                .instances()
                .forEach(instance -> function.live().getNode().addDependency(instance));
        return function;
    }

    private StockFunction function(
            NetStockFunction which,
            Map<String, String> environment,
            List<PolicyStatement> allowed,
            @Nullable Placement placement) {
        return new StockFunction(scope, which, settings, zips, environment, allowed, placement);
    }

    private Map<String, String> netStock() {
        return Map.of(
                "NET_STOCK_TABLE", tables().netStock().getTableName(),
                "STOCK_DELTAS_TABLE", tables().stockDeltas().getTableName(),
                "LOCATIONS", locations());
    }

    /** Where the retailer is: today is not the same day everywhere. */
    private Map<String, String> timeZone() {
        return Map.of("TIME_ZONE", settings.ledger().timeZone().getId());
    }

    private Map<String, String> supplySyncQueue() {
        return Map.of("SUPPLY_SYNC_QUEUE", parts.supplySync().queue().getQueueUrl());
    }

    private Map<String, String> reconciling() {
        return Map.of(
                "RECONCILE_QUEUE", parts.reconcile().queue().getQueueUrl(),
                "REPORTS_BUCKET", parts.files().reports().getBucketName());
    }

    private StockTables tables() {
        return data.tables();
    }

    private String locations() {
        return String.join(",", settings.locations());
    }
}
