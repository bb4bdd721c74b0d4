package dev.netstock.infra.events;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.AcceptedFindings;
import dev.netstock.infra.data.KeyAccess;
import dev.netstock.infra.data.StockTables;
import dev.netstock.infra.data.StoredData;
import dev.netstock.infra.data.TableAccess;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The functions behind streams and queues: what each reads from its environment, and may do. */
record EventFunctions(
        Construct scope,
        StageSettings settings,
        FunctionZips zips,
        StoredData data,
        EventChannels channels,
        Map<NetStockFunction, ConsumerQueue> queues) {
    StockFunction deltaPublisher() {
        return publisher(
                NetStockFunction.DELTA_PUBLISHER, tables().stockDeltas(), Map.of(), List.of());
    }

    StockFunction levelPublisher() {
        return publisher(
                NetStockFunction.LEVEL_PUBLISHER,
                tables().netStock(),
                Map.of(
                        "NET_STOCK_TABLE", tables().netStock().getTableName(),
                        "LEVELS_QUEUE", queueOf(NetStockFunction.REPLENISHMENT).getQueueUrl(),
                        "SWEEP_QUEUE", queueOf(NetStockFunction.SWEEP).getQueueUrl(),
                        "SHARD_HEAT_QUEUE", channels.shardHeat().getQueueUrl()),
                List.of(
                        TableAccess.on(tables().netStock(), "BatchGetItem"),
                        MessageAccess.toSend(queueOf(NetStockFunction.REPLENISHMENT)),
                        MessageAccess.toSend(queueOf(NetStockFunction.SWEEP)),
                        MessageAccess.toSend(channels.shardHeat())));
    }

    StockFunction expiry() {
        return consumer(
                NetStockFunction.EXPIRY,
                Map.of(
                        "NET_STOCK_TABLE", tables().netStock().getTableName(),
                        "STOCK_DELTAS_TABLE", tables().stockDeltas().getTableName(),
                        "LOCATIONS", String.join(",", settings.locations()),
                        "EXPIRY_QUEUE", queueOf(NetStockFunction.EXPIRY).getQueueUrl()),
                List.of(
                        TableAccess.on(tables().netStock(), "UpdateItem"),
                        TableAccess.on(tables().stockDeltas(), "Query", "PutItem"),
                        MessageAccess.toSend(queueOf(NetStockFunction.EXPIRY))));
    }

    StockFunction sweep() {
        return consumer(
                NetStockFunction.SWEEP,
                Map.of(
                        "NET_STOCK_TABLE", tables().netStock().getTableName(),
                        "STOCK_DELTAS_TABLE", tables().stockDeltas().getTableName(),
                        "LOCATIONS", String.join(",", settings.locations())),
                List.of(
                        TableAccess.on(tables().netStock(), "UpdateItem"),
                        TableAccess.on(
                                tables().stockDeltas(), "BatchGetItem", "Query", "PutItem")));
    }

    StockFunction history() {
        return consumer(
                NetStockFunction.HISTORY,
                historyTables(),
                List.of(
                        TableAccess.on(tables().stockHistory(), "BatchWriteItem"),
                        TableAccess.on(tables().projections(), "GetItem")));
    }

    StockFunction historyRebuild() {
        return rebuild(
                NetStockFunction.HISTORY_REBUILD,
                NetStockFunction.HISTORY,
                historyTables(),
                List.of(
                        TableAccess.on(tables().stockHistory(), "BatchWriteItem", "Scan"),
                        TableAccess.on(tables().projections(), "GetItem", "UpdateItem")));
    }

    StockFunction sales() {
        return consumer(
                NetStockFunction.SALES,
                salesTables(),
                List.of(
                        TableAccess.on(tables().sales(), "PutItem", "UpdateItem"),
                        TableAccess.on(tables().projections(), "GetItem")));
    }

    StockFunction salesRebuild() {
        return rebuild(
                NetStockFunction.SALES_REBUILD,
                NetStockFunction.SALES,
                salesTables(),
                List.of(
                        TableAccess.on(
                                tables().sales(),
                                "PutItem",
                                "UpdateItem",
                                "BatchWriteItem",
                                "Scan"),
                        TableAccess.on(tables().projections(), "GetItem", "UpdateItem")));
    }

    StockFunction replenishment() {
        return consumer(
                NetStockFunction.REPLENISHMENT,
                replenishmentChannels(),
                withAnnouncing(
                        TableAccess.on(
                                tables().replenishment(), "BatchGetItem", "PutItem", "Query"),
                        TableAccess.on(tables().replenishmentRequests(), "PutItem"),
                        TableAccess.on(tables().projections(), "GetItem")));
    }

    StockFunction replenishmentRebuild() {
        var environment = new HashMap<>(replenishmentChannels());
        environment.put("NET_STOCK_TABLE", tables().netStock().getTableName());
        environment.put("CONSUMER_TIMEOUT_SECONDS", timeoutOf(NetStockFunction.REPLENISHMENT));
        return consumer(
                NetStockFunction.REPLENISHMENT_REBUILD,
                environment,
                withAnnouncing(
                        TableAccess.on(tables().netStock(), "BatchGetItem"),
                        TableAccess.on(
                                tables().replenishment(),
                                "BatchGetItem",
                                "BatchWriteItem",
                                "PutItem",
                                "Query",
                                "Scan"),
                        TableAccess.on(tables().replenishmentRequests(), "PutItem"),
                        TableAccess.on(tables().projections(), "GetItem", "UpdateItem")));
    }

    StockFunction shards() {
        return consumer(
                NetStockFunction.SHARDS,
                Map.of(
                        "NET_STOCK_TABLE", tables().netStock().getTableName(),
                        "STOCK_DELTAS_TABLE", tables().stockDeltas().getTableName(),
                        "SHARDS_TABLE", tables().shards().getTableName(),
                        "LOCATIONS", String.join(",", settings.locations())),
                List.of(
                        TableAccess.on(tables().netStock(), "BatchGetItem", "UpdateItem"),
                        TableAccess.on(tables().stockDeltas(), "PutItem"),
                        TableAccess.on(tables().shards(), "GetItem", "PutItem", "Scan")));
    }

    private List<PolicyStatement> withAnnouncing(PolicyStatement... onTables) {
        var allowed = new ArrayList<>(List.of(onTables));
        allowed.add(TableAccess.on(tables().saleMode(), "GetItem", "PutItem"));
        allowed.add(MessageAccess.toPublish(channels.stockEvents()));
        allowed.add(KeyAccess.ofTopics(data.key()));
        allowed.add(MessageAccess.toSend(channels.supplyChain()));
        return allowed;
    }

    /** A function that a stream feeds, and that publishes what it reads there. */
    private StockFunction publisher(
            NetStockFunction which,
            ITable source,
            Map<String, String> environment,
            List<PolicyStatement> allowed) {
        var all = new HashMap<>(environment);
        all.put("STOCK_EVENTS_TOPIC", channels.stockEvents().getTopicArn());
        all.put("FAILED_RECORDS_BUCKET", data.buckets().aside().getBucketName());
        var statements = new ArrayList<>(allowed);
        statements.add(TableAccess.toStreamOf(source));
        statements.add(TableAccess.toListStreamsOf(source));
        statements.add(MessageAccess.toPublish(channels.stockEvents()));
        statements.addAll(MessageAccess.toPutAside(data.buckets().aside()));
        statements.add(KeyAccess.ofTables(data.key()));
        statements.add(KeyAccess.ofTopics(data.key()));
        statements.add(KeyAccess.ofObjectsWritten(data.key()));
        var function = new StockFunction(scope, which, settings, zips, all, statements);
        AcceptedFindings.allBelow(
                function,
                source.getStack(),
                source.getTableArn(),
                "stream/*",
                "ListStreams is about a table, which IAM writes as all streams of that table.");
        AcceptedFindings.allBelow(
                function,
                data.buckets().aside().getStack(),
                data.buckets().aside().getBucketArn(),
                "aws/lambda/*",
                "Failed records are kept under names that their mapping or function makes up.");
        return function;
    }

    /** A function that a queue feeds. */
    private StockFunction consumer(
            NetStockFunction which,
            Map<String, String> environment,
            List<PolicyStatement> allowed) {
        var statements = new ArrayList<>(allowed);
        if (queues.containsKey(which)) {
            statements.add(MessageAccess.toConsume(queueOf(which)));
        }
        statements.add(KeyAccess.ofTables(data.key()));
        return new StockFunction(scope, which, settings, zips, environment, statements);
    }

    /** A function that makes a projection anew, from the deltas and the archive. */
    private StockFunction rebuild(
            NetStockFunction which,
            NetStockFunction consumer,
            Map<String, String> tablesOfProjection,
            List<PolicyStatement> allowed) {
        var environment = new HashMap<>(tablesOfProjection);
        environment.put("STOCK_DELTAS_TABLE", tables().stockDeltas().getTableName());
        environment.put("ARCHIVE_BUCKET", data.buckets().archive().getBucketName());
        environment.put("CONSUMER_TIMEOUT_SECONDS", timeoutOf(consumer));
        var statements = new ArrayList<>(allowed);
        statements.add(TableAccess.on(tables().stockDeltas(), "Scan"));
        statements.addAll(MessageAccess.toReadArchive(data.buckets().archive()));
        statements.add(KeyAccess.ofObjectsRead(data.key()));
        var function = consumer(which, environment, statements);
        AcceptedFindings.allBelow(
                function,
                data.buckets().archive().getStack(),
                data.buckets().archive().getBucketArn(),
                Archive.PREFIX + "*",
                "Every event of the archive is read, whatever its day.");
        return function;
    }

    private Map<String, String> historyTables() {
        return Map.of(
                "STOCK_HISTORY_TABLE", tables().stockHistory().getTableName(),
                "PROJECTIONS_TABLE", tables().projections().getTableName());
    }

    private Map<String, String> salesTables() {
        return Map.of(
                "SALES_TABLE", tables().sales().getTableName(),
                "PROJECTIONS_TABLE", tables().projections().getTableName());
    }

    private Map<String, String> replenishmentChannels() {
        return Map.of(
                "REPLENISHMENT_TABLE", tables().replenishment().getTableName(),
                "REPLENISHMENT_REQUESTS_TABLE", tables().replenishmentRequests().getTableName(),
                "SALE_MODE_TABLE", tables().saleMode().getTableName(),
                "PROJECTIONS_TABLE", tables().projections().getTableName(),
                "STOCK_EVENTS_TOPIC", channels.stockEvents().getTopicArn(),
                "SUPPLY_CHAIN_QUEUE", channels.supplyChain().getQueueUrl());
    }

    private String timeoutOf(NetStockFunction consumer) {
        return Integer.toString(settings.of(consumer).timeoutSeconds());
    }

    private StockTables tables() {
        return data.tables();
    }

    private IQueue queueOf(NetStockFunction consumer) {
        return requireNonNull(queues.get(consumer)).queue();
    }
}
