package dev.netstock.infra.sale;

import static dev.netstock.infra.function.NetStockFunction.CHECKOUT;
import static dev.netstock.infra.function.NetStockFunction.RECONCILE_CONTROL;
import static dev.netstock.infra.function.NetStockFunction.SALE_MODE;
import static dev.netstock.infra.function.NetStockFunction.SALE_MODE_STEPS;
import static dev.netstock.infra.function.NetStockFunction.SUPPLY_SYNC;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.api.Route;
import dev.netstock.infra.data.KeyAccess;
import dev.netstock.infra.data.StockTables;
import dev.netstock.infra.data.StoredData;
import dev.netstock.infra.data.TableAccess;
import dev.netstock.infra.events.ConsumerQueue;
import dev.netstock.infra.events.EventChannels;
import dev.netstock.infra.events.EventsStack;
import dev.netstock.infra.events.MessageAccess;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.ledger.LedgerStack;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions of sale mode: what each reads from its environment, and may do. */
record SaleFunctions(
        Construct scope,
        StageSettings settings,
        FunctionZips zips,
        StoredData data,
        EventsStack events,
        LedgerStack ledger,
        ConsumerQueue steps) {
    private static final String REPORTS = "sales/*";

    StockFunction saleMode() {
        return new StockFunction(
                scope,
                SALE_MODE,
                settings,
                zips,
                Map.of(
                        "SALE_MODE_TABLE", tables().saleMode().getTableName(),
                        "SALE_MODE_QUEUE", steps.queue().getQueueUrl()),
                List.of(
                        TableAccess.on(tables().saleMode(), "GetItem", "PutItem"),
                        MessageAccess.toSend(steps.queue()),
                        KeyAccess.ofTables(data.key())));
    }

    StockFunction saleModeSteps() {
        var function =
                new StockFunction(scope, SALE_MODE_STEPS, settings, zips, environment(), allowed());
        AcceptedFindings.allBelow(
                function,
                ledger,
                ledger.reports().getBucketArn(),
                REPORTS,
                "The report of a sale is named by the sale.");
        AcceptedFindings.finding(
                function,
                "AwsSolutions-IAM5[Resource::*]",
                "Reading metrics knows no resource smaller than *: neither a namespace nor a metric"
                        + " can be named.");
        return function;
    }

    private Map<String, String> environment() {
        var all = new HashMap<String, String>();
        all.put("NET_STOCK_TABLE", tables().netStock().getTableName());
        all.put("STOCK_DELTAS_TABLE", tables().stockDeltas().getTableName());
        all.put("SALE_MODE_TABLE", tables().saleMode().getTableName());
        all.put("SHARDS_TABLE", tables().shards().getTableName());
        all.put("SALES_TABLE", tables().sales().getTableName());
        all.put("PROJECTIONS_TABLE", tables().projections().getTableName());
        all.put("LOCATIONS", String.join(",", settings.locations()));
        all.put("STOCK_EVENTS_TOPIC", channels().stockEvents().getTopicArn());
        all.put("SUPPLY_CHAIN_QUEUE", channels().supplyChain().getQueueUrl());
        all.put("SUPPLY_SYNC_QUEUE", supplySync().getQueueUrl());
        all.put("SHARD_HEAT_QUEUE", channels().shardHeat().getQueueUrl());
        all.put("RECONCILE_CONTROL_FUNCTION", reconcileControl());
        all.put("REPORTS_BUCKET", ledger.reports().getBucketName());
        all.put(
                "WATCHED_QUEUES",
                watched().map(IQueue::getQueueUrl).collect(Collectors.joining(" ")));
        all.put(
                "CHECKOUT_CONCURRENCY",
                requireNonNullElse(settings.of(CHECKOUT).reservedConcurrency(), 0).toString());
        all.put(
                "RESERVATIONS_PER_SECOND",
                Integer.toString(settings.of(Route.RESERVE).callsPerSecond()));
        return all;
    }

    private List<PolicyStatement> allowed() {
        var statements = new ArrayList<PolicyStatement>();
        statements.add(
                TableAccess.on(tables().netStock(), "BatchGetItem", "Query", "DescribeTable"));
        statements.add(TableAccess.on(tables().stockDeltas(), "DescribeTable"));
        statements.add(
                TableAccess.on(tables().saleMode(), "GetItem", "PutItem", "Query", "DeleteItem"));
        statements.add(TableAccess.on(tables().shards(), "GetItem", "PutItem"));
        statements.add(TableAccess.on(tables().sales(), "Query"));
        statements.add(TableAccess.on(tables().projections(), "GetItem"));
        statements.add(MessageAccess.toConsume(steps.queue()));
        statements.add(MessageAccess.toPublish(channels().stockEvents()));
        statements.add(MessageAccess.toSend(channels().supplyChain()));
        statements.add(MessageAccess.toSend(supplySync()));
        statements.add(MessageAccess.toSend(channels().shardHeat()));
        statements.add(
                allow(watched().map(IQueue::getQueueArn).toList(), "sqs:GetQueueAttributes"));
        statements.add(allow(List.of(reconcileControl()), "lambda:InvokeFunction"));
        statements.add(allow(List.of(ledger.reports().arnForObjects(REPORTS)), "s3:PutObject"));
        statements.add(allow(List.of("*"), "cloudwatch:GetMetricData"));
        statements.add(KeyAccess.ofTables(data.key()));
        statements.add(KeyAccess.ofTopics(data.key()));
        statements.add(KeyAccess.ofObjectsWritten(data.key()));
        return statements;
    }

    private static PolicyStatement allow(List<String> resources, String action) {
        return PolicyStatement.Builder.create()
                .actions(List.of(action))
                .resources(resources)
                .build();
    }

    /** The queues whose depth tells whether a sale would begin behind. */
    private Stream<Queue> watched() {
        return Stream.concat(events.queues().values().stream(), ledger.queues().values().stream());
    }

    private Queue supplySync() {
        return requireNonNull(ledger.queues().get(SUPPLY_SYNC));
    }

    private String reconcileControl() {
        return ledger.function(RECONCILE_CONTROL).live().getFunctionArn();
    }

    private EventChannels channels() {
        return events.channels();
    }

    private StockTables tables() {
        return data.tables();
    }
}
