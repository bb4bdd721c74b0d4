package dev.netstock.publishers;

import static java.util.stream.Collectors.groupingBy;

import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.sweep.OpenTake;
import dev.netstock.stock.table.StockTables.DeltaKey;
import dev.netstock.watched.dynamodb.WatchedLocations;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks up what a batch of changes leaves to do: which takes have no claim yet, and which levels
 * replenishment watches. One request reads the rows of both tables. Thread-safe.
 *
 * <p>A claim that an eventually consistent read finds settles its take, since rows never change; a
 * claim that it misses, or that is written later, leaves the take to the sweep. The settings of
 * SKUs are read with strong consistency: a level of a location that they do not name is older than
 * settings that name it, and those are evaluated with a level that is read after they were written.
 *
 * @param client the client, as {@code DynamoClients} makes it
 * @param stockDeltasTable the table of claims
 * @param replenishmentTable the table of settings
 * @param retries retries requests
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">
 *     BatchGetItem</a>: up to 100 items of several tables, and the consistency of each table
 */
record DynamoWorkLookup(
        DynamoDbClient client,
        String stockDeltasTable,
        String replenishmentTable,
        Retries retries) {
    private static final int KEYS_MAX = 100;

    /**
     * What is known about a batch.
     *
     * @param claimed the takes that have a claim
     * @param watched the items that replenishment watches, or watched
     */
    record Found(Set<OpenTake> claimed, Set<ItemKey> watched) {
        Found {
            claimed = Set.copyOf(claimed);
            watched = Set.copyOf(watched);
        }

        boolean isOpen(OpenTake take) {
            return !claimed.contains(take);
        }

        boolean isWatched(ItemKey item) {
            return watched.contains(item);
        }
    }

    private sealed interface Key {}

    private record ClaimKey(DeltaKey row) implements Key {}

    private record SettingsKey(Sku sku) implements Key {}

    private sealed interface Row {}

    private record ClaimRow(Delta claim) implements Row {}

    private record SettingsRow(List<ItemKey> items) implements Row {}

    /**
     * Looks up takes and the SKUs of changed levels.
     *
     * @throws dev.netstock.platform.call.RetryLaterException if the tables did not answer within
     *     the call's deadline
     */
    Found find(List<OpenTake> takes, Collection<Sku> skus, Call call) {
        Map<DeltaKey, List<OpenTake>> byClaim = takes.stream().collect(groupingBy(OpenTake::claim));
        Set<Key> keys = new LinkedHashSet<>();
        byClaim.keySet().forEach(row -> keys.add(new ClaimKey(row)));
        skus.forEach(sku -> keys.add(new SettingsKey(sku)));
        Set<OpenTake> claimed = new HashSet<>();
        Set<ItemKey> watched = new HashSet<>();
        for (List<Key> some : Batches.of(List.copyOf(keys), KEYS_MAX)) {
            for (Row row : retries.runBatch(Operation.READ, some, this::read, call)) {
                switch (row) {
                    case ClaimRow(Delta claim) ->
                            byClaim.getOrDefault(DeltaKey.of(claim), List.of()).stream()
                                    .filter(take -> take.isNamedBy(claim))
                                    .forEach(claimed::add);
                    case SettingsRow(List<ItemKey> items) -> watched.addAll(items);
                }
            }
        }
        return new Found(claimed, watched);
    }

    private BatchAnswer<Key, Row> read(List<Key> keys) {
        List<Map<String, AttributeValue>> claims = new ArrayList<>();
        List<Map<String, AttributeValue>> settings = new ArrayList<>();
        for (Key key : keys) {
            switch (key) {
                case ClaimKey(DeltaKey row) -> claims.add(DeltaCodec.key(row));
                case SettingsKey(Sku sku) -> settings.add(WatchedLocations.key(sku));
            }
        }
        Map<String, KeysAndAttributes> tables = new HashMap<>();
        if (!claims.isEmpty()) {
            tables.put(stockDeltasTable, keys(claims, false));
        }
        if (!settings.isEmpty()) {
            tables.put(replenishmentTable, keys(settings, true));
        }
        BatchGetItemResponse response =
                DynamoFailures.translate(
                        () -> client.batchGetItem(request -> request.requestItems(tables)));
        return new BatchAnswer<>(rows(response), unprocessed(response));
    }

    private List<Row> rows(BatchGetItemResponse response) {
        List<Row> rows = new ArrayList<>();
        response.responses()
                .getOrDefault(stockDeltasTable, List.of())
                .forEach(row -> rows.add(new ClaimRow(DeltaCodec.decode(row))));
        response.responses()
                .getOrDefault(replenishmentTable, List.of())
                .forEach(row -> rows.add(new SettingsRow(WatchedLocations.items(row))));
        return rows;
    }

    private List<Key> unprocessed(BatchGetItemResponse response) {
        List<Key> left = new ArrayList<>();
        response.unprocessedKeys()
                .forEach(
                        (table, some) ->
                                some.keys()
                                        .forEach(
                                                key ->
                                                        left.add(
                                                                table.equals(stockDeltasTable)
                                                                        ? new ClaimKey(
                                                                                DeltaCodec.deltaKey(
                                                                                        key))
                                                                        : new SettingsKey(
                                                                                WatchedLocations
                                                                                        .sku(
                                                                                                key)))));
        return left;
    }

    private static KeysAndAttributes keys(
            List<Map<String, AttributeValue>> keys, boolean isConsistent) {
        return KeysAndAttributes.builder().keys(keys).consistentRead(isConsistent).build();
    }
}
