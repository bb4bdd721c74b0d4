package dev.netstock.ledger.drill;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.ledger.database.Transactions;
import dev.netstock.ledger.drill.RebuiltDelta.Effect;
import dev.netstock.ledger.reconcile.DynamoWholeRun;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Locations;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.dynamodb.DeltaCodec;
import dev.netstock.stock.dynamodb.StockItemCodec;
import dev.netstock.stock.table.StockItem;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A pair of the tables {@code NetStock} and {@code StockDeltas}. Thread-safe.
 *
 * @param client the client
 * @param netStock the table of items
 * @param stockDeltas the table of deltas
 * @param retries retries requests
 */
record DynamoTablePair(
        DynamoDbClient client, String netStock, String stockDeltas, Retries retries) {
    private static final int KEYS_MAX = 100;
    private static final int ROWS_MAX = 500;

    /** The outcome of a row. */
    enum Applied {
        /** It is there now, and so are its units. */
        ADDED,
        /** It was there already. */
        KNOWN,
        /** It is there now, but its SKU has no item yet: its first supply is newer. */
        WITHOUT_ITEM
    }

    /** A row as it is there, and how it got there. */
    record AppliedRow(Delta row, Applied how) {}

    /** The key of a row: cause and step. */
    record RowKey(String cause, String step) {
        static RowKey of(Delta delta) {
            return new RowKey(delta.cause().key(), delta.step());
        }

        Map<String, AttributeValue> attributes() {
            return Map.of("cause", text(cause), "step", text(step));
        }
    }

    /**
     * An item, as it was restored.
     *
     * @param changedAt when it was changed last, by the clock of the function that changed it
     */
    private record RestoredItem(StockItem item, Instant changedAt) {
        /**
         * Whether the item already has what a row did to it. A take is known by its version.
         * Everything else was written together with its row, and has its time; so has the claim of
         * a take whose version is unknown, which is a moment later than the take.
         */
        boolean has(Delta delta, Effect effect) {
            if (delta.change() instanceof Change.Undone) {
                String step = delta.step();
                long take = Long.parseLong(step.substring(step.lastIndexOf('#') + 1));
                // The undoing of a take that the item never had changes nothing either.
                return take > item.version() || !delta.origin().at().isAfter(changedAt);
            }
            return effect.version() > 0
                    ? effect.version() <= item.version()
                    : !delta.origin().at().isAfter(changedAt);
        }
    }

    /**
     * A page of a table.
     *
     * @param next the cursor of the next page: names and values of a key, separated by spaces,
     *     which no key contains; empty at the end
     */
    record Page<T>(List<T> rows, Optional<String> next) {
        Page {
            rows = List.copyOf(rows);
        }
    }

    /** The rows that exist, by key; strongly consistent. */
    Map<RowKey, Delta> rows(Collection<RowKey> keys, Call call) {
        return read(stockDeltas, keys.stream().distinct().map(RowKey::attributes).toList(), call)
                .stream()
                .map(DeltaCodec::decode)
                .collect(Collectors.toMap(RowKey::of, row -> row));
    }

    /** The items that exist, by key; strongly consistent. */
    Map<ItemKey, StockItem> items(Collection<ItemKey> keys, Call call) {
        return read(netStock, keys.stream().distinct().map(DynamoTablePair::key).toList(), call)
                .stream()
                .map(StockItemCodec::decode)
                .collect(Collectors.toMap(StockItem::key, item -> item));
    }

    /** A page of the rows that are not older than a time, strongly consistent. */
    Page<Delta> rowsSince(Instant from, Optional<String> after, Call call) {
        ScanRequest.Builder request =
                ScanRequest.builder()
                        .tableName(stockDeltas)
                        .consistentRead(true)
                        .limit(ROWS_MAX)
                        .filterExpression("#at >= :from")
                        .expressionAttributeNames(Map.of("#at", "at"))
                        .expressionAttributeValues(Map.of(":from", text(from.toString())));
        return page(request, after, call, DeltaCodec::decode);
    }

    /** A page of items, strongly consistent. */
    Page<StockItem> itemPage(Optional<String> after, Call call) {
        return page(
                ScanRequest.builder().tableName(netStock).consistentRead(true).limit(ROWS_MAX),
                after,
                call,
                StockItemCodec::decode);
    }

    private <T> Page<T> page(
            ScanRequest.Builder request,
            Optional<String> after,
            Call call,
            Function<Map<String, AttributeValue>, T> decode) {
        after.map(DynamoTablePair::parsed).ifPresent(request::exclusiveStartKey);
        var response =
                retries.run(
                        Operation.READ,
                        () -> DynamoFailures.translate(() -> client.scan(request.build())),
                        call);
        return new Page<>(
                response.items().stream().map(decode).toList(),
                response.hasLastEvaluatedKey()
                        ? Optional.of(cursor(response.lastEvaluatedKey()))
                        : Optional.empty());
    }

    private static String cursor(Map<String, AttributeValue> key) {
        return new TreeMap<>(key)
                .entrySet().stream()
                        .map(it -> it.getKey() + " " + it.getValue().s())
                        .collect(Collectors.joining(" "));
    }

    private static Map<String, AttributeValue> parsed(String cursor) {
        String[] parts = cursor.split(" ", 4);
        if (parts.length != 4) {
            throw new IllegalArgumentException("Not a cursor of this step");
        }
        return Map.of(parts[0], text(parts[1]), parts[2], text(parts[3]));
    }

    /** Another pair, through the same client. */
    DynamoTablePair with(String otherNetStock, String otherStockDeltas) {
        return new DynamoTablePair(client, otherNetStock, otherStockDeltas, retries);
    }

    /** Compares the pair, and a table of allowances, with a ledger. */
    DynamoWholeRun wholeRun(
            String allowances, Transactions ledger, Locations locations, CallListener listener) {
        return new DynamoWholeRun(
                ledger, client, netStock, stockDeltas, allowances, locations, listener);
    }

    private List<Map<String, AttributeValue>> read(
            String table, List<Map<String, AttributeValue>> keys, Call call) {
        List<Map<String, AttributeValue>> found = new ArrayList<>();
        var left = new ArrayList<>(keys);
        while (!left.isEmpty()) {
            var batch = left.subList(0, Math.min(KEYS_MAX, left.size()));
            var request =
                    BatchGetItemRequest.builder()
                            .requestItems(
                                    Map.of(
                                            table,
                                            KeysAndAttributes.builder()
                                                    .keys(batch)
                                                    .consistentRead(true)
                                                    .build()))
                            .build();
            var response =
                    retries.run(
                            Operation.READ,
                            () -> DynamoFailures.translate(() -> client.batchGetItem(request)),
                            call);
            found.addAll(response.responses().getOrDefault(table, List.of()));
            var again =
                    Optional.ofNullable(response.unprocessedKeys().get(table))
                            .map(KeysAndAttributes::keys)
                            .orElse(List.of());
            batch.clear();
            left.addAll(again);
        }
        return found;
    }

    private Map<ItemKey, RestoredItem> restored(Collection<ItemKey> keys, Call call) {
        return read(netStock, keys.stream().distinct().map(DynamoTablePair::key).toList(), call)
                .stream()
                .map(
                        row ->
                                new RestoredItem(
                                        StockItemCodec.decode(row),
                                        Instant.parse(text(row, "changedAt"))))
                .collect(Collectors.toMap(it -> it.item().key(), it -> it));
    }

    /**
     * Adds a row and its units, in one transaction, so that it counts once however often it is
     * applied. Units that the item already has are left out: this method changes neither its
     * version nor its time.
     *
     * <p>A shard or a pool that is not there came into being later. Its units are those of the
     * first item here, and the row names that one.
     */
    AppliedRow apply(Delta delta, Call call) {
        Map<ItemKey, Effect> effects = RebuiltDelta.effects(delta);
        Map<ItemKey, RestoredItem> items = restored(withFirstItems(effects.keySet()), call);
        UnaryOperator<ItemKey> here =
                item ->
                        items.containsKey(item) || !items.containsKey(item.first())
                                ? item
                                : item.first();
        Map<ItemKey, Effect> due = new HashMap<>();
        boolean isWithoutItem = false;
        for (var entry : effects.entrySet()) {
            ItemKey item = here.apply(entry.getKey());
            RestoredItem restored = items.get(item);
            if (restored == null) {
                isWithoutItem = true;
            } else if (item.equals(entry.getKey())
                    ? !restored.has(delta, entry.getValue())
                    // The undoing of a take that no item ever had changes nothing.
                    : !(delta.change() instanceof Change.Undone)) {
                due.merge(item, entry.getValue(), Effect::plus);
            }
        }
        Delta row = RebuiltDelta.naming(delta, here);
        if (!written(row, due, call)) {
            return new AppliedRow(row, Applied.KNOWN);
        }
        return new AppliedRow(row, isWithoutItem ? Applied.WITHOUT_ITEM : Applied.ADDED);
    }

    private boolean written(Delta delta, Map<ItemKey, Effect> due, Call call) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(
                TransactWriteItem.builder()
                        .put(
                                put ->
                                        put.tableName(stockDeltas)
                                                .item(DeltaCodec.encode(delta))
                                                .conditionExpression("attribute_not_exists(cause)"))
                        .build());
        due.forEach((item, effect) -> writes.add(update(item, effect)));
        var request = TransactWriteItemsRequest.builder().transactItems(writes).build();
        try {
            retries.run(
                    Operation.IDEMPOTENT_WRITE,
                    () -> DynamoFailures.translate(() -> client.transactWriteItems(request)),
                    call);
            return true;
        } catch (TransactionCanceledException e) {
            if (e.cancellationReasons().getFirst().code().equals("ConditionalCheckFailed")) {
                return false;
            }
            throw e;
        }
    }

    private TransactWriteItem update(ItemKey item, Effect effect) {
        return TransactWriteItem.builder()
                .update(
                        update ->
                                update.tableName(netStock)
                                        .key(key(item))
                                        .updateExpression(
                                                "SET available = available + :available, reserved ="
                                                        + " reserved + :reserved")
                                        .expressionAttributeValues(
                                                Map.of(
                                                        ":available",
                                                        number(effect.available()),
                                                        ":reserved",
                                                        number(effect.reserved()))))
                .build();
    }

    private static List<ItemKey> withFirstItems(Collection<ItemKey> keys) {
        var all = new ArrayList<>(keys);
        keys.forEach(it -> all.add(it.first()));
        return all;
    }

    private static Map<String, AttributeValue> key(ItemKey item) {
        String sku = item.sku().value();
        return Map.of(
                "sku",
                text(item.shard() == 0 ? sku : sku + "#" + item.shard()),
                "location",
                text(item.location().value()));
    }
}
