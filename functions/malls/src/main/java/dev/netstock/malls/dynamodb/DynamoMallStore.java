package dev.netstock.malls.dynamodb;

import static dev.netstock.malls.dynamodb.Values.time;
import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.malls.orders.OrderRow;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.sync.CredentialDays;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.MallStore;
import dev.netstock.malls.sync.Row;
import dev.netstock.malls.sync.SaleRow;
import dev.netstock.malls.sync.Urgency;
import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Parallel;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The rows of one mall in the table {@code Malls}: partition key {@code mall}, the channel; sort
 * key {@code row}:
 *
 * <ul>
 *   <li>{@code mall}: the mall's own row;
 *   <li>{@code item#<item><US><variant>}, where US is the unit separator: a mall item. With it,
 *       {@code sku#<sku>#<item><US><variant>} for each SKU of which it consists, so that a level
 *       finds its items;
 *   <li>{@code order#<number>}: an order;
 *   <li>{@code sale}: the newest rule of sale days;
 *   <li>{@code credentials}: how long the mall's credentials are valid. It has no version.
 * </ul>
 *
 * <p>The index {@code Due} has the items by urgency ({@code due}, {@code <mall>#<urgency>}) and
 * time ({@code dueAt}, in milliseconds). The indexes {@code Unsettled}, {@code Unmapped} and {@code
 * Open} have the orders of which they are named: an order has the attribute of that name, the mall,
 * as long as it belongs there; an item is in the first while its count is in doubt, and in the
 * second while the mall refuses it (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-indexes-general-sparse-indexes.html">sparse
 * indexes</a>). An index is eventually consistent, so a row that it lists may have changed since:
 * the version of the row decides.
 *
 * <p>Failures are those of the client. Thread-safe.
 */
public final class DynamoMallStore implements MallStore {
    static final String DUE = "Due";
    static final String UNSETTLED = "Unsettled";
    static final String UNMAPPED = "Unmapped";
    static final String OPEN = "Open";

    /** The limit of BatchGetItem and of TransactWriteItems. */
    private static final int BATCH_MAX = 100;

    /**
     * Why a transaction has to be tried again with the rows as they are now. A conflict is with
     * another transaction that is about to change a row (<a
     * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling">conflicts</a>).
     */
    private static final Set<String> OUTDATED =
            Set.of("ConditionalCheckFailed", "TransactionConflict");

    private static final char UNIT_SEPARATOR = '\u001f';
    private static final String MALL = "mall";
    private static final String SALE = "sale";
    private static final String CREDENTIALS = "credentials";
    private static final String ITEMS = "item#";
    private static final String ITEMS_END = "item$";
    private static final String ORDERS = "order#";
    private static final int PAGE = 1_000;
    private static final long COUNT_MAX = 10_000;

    /**
     * Rows of a mall share a partition of the index of due rows, which takes two writes for each
     * change of 1,000 a second. Two requests at a time stay below that.
     */
    private static final int WRITES_AT_ONCE = 2;

    private final DynamoDbClient client;
    private final String table;
    private final Channel channel;

    /**
     * @param client the client
     * @param table the table's name
     * @param channel the mall's channel
     */
    public DynamoMallStore(DynamoDbClient client, String table, Channel channel) {
        this.client = client;
        this.table = table;
        this.channel = channel;
    }

    @Override
    public Optional<MallRow> mall() {
        return byKey(List.of(MALL)).stream()
                .findFirst()
                .map(row -> MallRowCodec.decode(channel, version(row), row));
    }

    @Override
    public SaleRow sale() {
        return byKey(List.of(SALE)).stream()
                .findFirst()
                .map(row -> new SaleRow(version(row), MallRowCodec.sale(row)))
                .orElse(SaleRow.NONE);
    }

    /** How long the mall's credentials are valid, if it was ever asked. */
    public Optional<CredentialDays> credentialDays() {
        return byKey(List.of(CREDENTIALS)).stream()
                .findFirst()
                .map(row -> new CredentialDays(number(row, "daysLeft"), time(row, "checkedAt")));
    }

    /** Keeps how long the mall's credentials are valid. */
    public void keep(CredentialDays days) {
        client.putItem(
                request ->
                        request.tableName(table)
                                .item(
                                        row(
                                                CREDENTIALS,
                                                Map.of(
                                                        "daysLeft", number(days.left()),
                                                        "checkedAt", time(days.checkedAt())))));
    }

    @Override
    public List<ItemRow> items(Collection<MallItem> items) {
        return byKey(items.stream().map(DynamoMallStore::itemKey).toList()).stream()
                .map(DynamoMallStore::item)
                .toList();
    }

    @Override
    public List<ItemRow> itemsOf(Sku sku) {
        return byKey(itemKeysOf(sku, Integer.MAX_VALUE)).stream()
                .map(DynamoMallStore::item)
                .toList();
    }

    @Override
    public boolean sells(Sku sku) {
        return !itemKeysOf(sku, 1).isEmpty();
    }

    private List<String> itemKeysOf(Sku sku, int limit) {
        return query(
                QueryRequest.builder()
                        .consistentRead(true)
                        .keyConditionExpression("mall = :mall AND begins_with(#row, :sku)")
                        .expressionAttributeNames(Map.of("#row", "row"))
                        .expressionAttributeValues(
                                Map.of(":mall", mallName(), ":sku", text(linkPrefix(sku)))),
                limit,
                link -> ITEMS + text(link, "row").substring(linkPrefix(sku).length()));
    }

    @Override
    public List<ItemRow> due(Instant now, int limit) {
        List<ItemRow> due = new ArrayList<>();
        for (Urgency urgency : Urgency.values()) {
            if (due.size() < limit) {
                due.addAll(due(urgency, now, limit - due.size()));
            }
        }
        return due;
    }

    @Override
    public Optional<ItemRow> longestDue(Urgency urgency, Instant now) {
        return due(urgency, now, 1).stream().findFirst();
    }

    private List<ItemRow> due(Urgency urgency, Instant now, int limit) {
        return query(
                QueryRequest.builder()
                        .indexName(DUE)
                        .keyConditionExpression("due = :due AND dueAt <= :now")
                        .expressionAttributeValues(
                                Map.of(
                                        ":due", dueOf(urgency),
                                        ":now", number(now.toEpochMilli()))),
                limit,
                DynamoMallStore::item);
    }

    @Override
    public List<ItemRow> itemsAfter(Optional<MallItem> last, int limit) {
        return query(
                QueryRequest.builder()
                        .consistentRead(true)
                        .keyConditionExpression("mall = :mall AND #row BETWEEN :from AND :to")
                        .expressionAttributeNames(Map.of("#row", "row"))
                        .expressionAttributeValues(
                                Map.of(
                                        ":mall", mallName(),
                                        ":from", text(itemsFrom(last)),
                                        ":to", text(ITEMS_END))),
                limit,
                DynamoMallStore::item);
    }

    @Override
    public List<OrderRow> orders(Collection<String> numbers) {
        return byKey(numbers.stream().map(number -> ORDERS + number).toList()).stream()
                .map(DynamoMallStore::order)
                .toList();
    }

    @Override
    public List<OrderRow> unsettledOrders() {
        return listed(UNSETTLED, "", Integer.MAX_VALUE);
    }

    @Override
    public List<OrderRow> unmappedOrders(String after, int limit) {
        return listed(UNMAPPED, after, limit);
    }

    @Override
    public List<OrderRow> openOrders(String after, int limit) {
        return listed(OPEN, after, limit);
    }

    private List<OrderRow> listed(String index, String after, int limit) {
        return query(
                QueryRequest.builder()
                        .indexName(index)
                        .keyConditionExpression("#list = :mall AND #row > :after")
                        .expressionAttributeNames(
                                Map.of("#list", attributeOf(index), "#row", "row"))
                        .expressionAttributeValues(
                                Map.of(":mall", mallName(), ":after", text(ORDERS + after))),
                limit,
                DynamoMallStore::order);
    }

    /** What a person has to look at. */
    public enum Findings {
        /** Orders whose command is not answered or that wait for units; items in doubt. */
        UNSETTLED(DynamoMallStore.UNSETTLED),
        /** Orders with items that are not mapped; items that the mall refuses. */
        REFUSED(DynamoMallStore.UNMAPPED);

        private final String index;

        Findings(String index) {
            this.index = index;
        }
    }

    /** Orders of a list, after the one with this number. */
    public List<OrderRow> orders(Findings list, String after, int limit) {
        return listed(list.index, after, limit);
    }

    /** Items of a list, by name. */
    public List<ItemRow> items(Findings list, Optional<MallItem> after, int limit) {
        return query(itemsIn(list, after), limit, DynamoMallStore::item);
    }

    /** How many orders a list has, up to {@value #COUNT_MAX}. */
    public long countOrders(Findings list) {
        return count(
                QueryRequest.builder()
                        .indexName(list.index)
                        .keyConditionExpression("#list = :mall AND begins_with(#row, :orders)")
                        .expressionAttributeNames(
                                Map.of("#list", attributeOf(list.index), "#row", "row"))
                        .expressionAttributeValues(
                                Map.of(":mall", mallName(), ":orders", text(ORDERS))));
    }

    /** How many items a list has, up to {@value #COUNT_MAX}. */
    public long countItems(Findings list) {
        return count(itemsIn(list, Optional.empty()));
    }

    private QueryRequest.Builder itemsIn(Findings list, Optional<MallItem> after) {
        return QueryRequest.builder()
                .indexName(list.index)
                .keyConditionExpression("#list = :mall AND #row BETWEEN :from AND :to")
                .expressionAttributeNames(Map.of("#list", attributeOf(list.index), "#row", "row"))
                .expressionAttributeValues(
                        Map.of(
                                ":mall", mallName(),
                                ":from", text(itemsFrom(after)),
                                ":to", text(ITEMS_END)));
    }

    private long count(QueryRequest.Builder query) {
        long count = 0;
        QueryRequest request = query.tableName(table).select(Select.COUNT).limit(PAGE).build();
        for (QueryResponse page : client.queryPaginator(request)) {
            count += page.count();
            if (count >= COUNT_MAX) {
                return COUNT_MAX;
            }
        }
        return count;
    }

    @Override
    public List<Boolean> save(List<? extends Row> rows) {
        return Parallel.upTo(WRITES_AT_ONCE)
                .run(rows.stream().<Supplier<Boolean>>map(row -> () -> save(row)).toList());
    }

    private boolean save(Row row) {
        List<TransactWriteItem> links = links(row);
        if (!links.isEmpty()) {
            var all = new ArrayList<>(links);
            all.add(TransactWriteItem.builder().put(put(row)).build());
            return transact(all);
        }
        Put put = put(row);
        try {
            client.putItem(
                    request ->
                            request.tableName(table)
                                    .item(put.item())
                                    .conditionExpression(put.conditionExpression())
                                    .expressionAttributeNames(put.expressionAttributeNames())
                                    .expressionAttributeValues(
                                            put.hasExpressionAttributeValues()
                                                    ? put.expressionAttributeValues()
                                                    : null));
            return true;
        } catch (ConditionalCheckFailedException _) {
            return false;
        } catch (TransactionConflictException _) {
            return false; // A transaction is about to change the row.
        }
    }

    @Override
    public boolean saveTogether(List<? extends Row> rows) {
        var writes = new ArrayList<TransactWriteItem>();
        for (Row row : rows) {
            writes.addAll(links(row));
            writes.add(TransactWriteItem.builder().put(put(row)).build());
        }
        return transact(writes);
    }

    private boolean transact(List<TransactWriteItem> writes) {
        if (writes.size() > BATCH_MAX) {
            throw new IllegalArgumentException("A transaction has at most 100 rows");
        }
        try {
            client.transactWriteItems(request -> request.transactItems(writes));
            return true;
        } catch (TransactionCanceledException e) {
            boolean isOutdated =
                    e.cancellationReasons().stream()
                            .map(CancellationReason::code)
                            .anyMatch(OUTDATED::contains);
            if (!isOutdated) {
                throw e;
            }
            return false;
        }
    }

    /** The rows by which an item is found for each of its SKUs, where they differ. */
    private List<TransactWriteItem> links(Row row) {
        if (!(row instanceof ItemRow item)) {
            return List.of();
        }
        Set<Sku> linked = item.mapping().linked();
        Set<Sku> skus = item.mapping().skus();
        Stream<TransactWriteItem> added =
                skus.stream()
                        .filter(sku -> !linked.contains(sku))
                        .map(sku -> Put.builder().tableName(table).item(link(sku, item)).build())
                        .map(put -> TransactWriteItem.builder().put(put).build());
        Stream<TransactWriteItem> removed =
                linked.stream()
                        .filter(sku -> !skus.contains(sku))
                        .map(sku -> Delete.builder().tableName(table).key(link(sku, item)).build())
                        .map(delete -> TransactWriteItem.builder().delete(delete).build());
        return Stream.concat(added, removed).toList();
    }

    private Map<String, AttributeValue> link(Sku sku, ItemRow item) {
        return key(linkPrefix(sku) + name(item.item()));
    }

    private Put put(Row row) {
        Put.Builder put =
                Put.builder()
                        .tableName(table)
                        .item(encode(row))
                        .expressionAttributeNames(Map.of("#version", "version"));
        return row.version() == 0
                ? put.conditionExpression("attribute_not_exists(#version)").build()
                : put.conditionExpression("#version = :version")
                        .expressionAttributeValues(Map.of(":version", number(row.version())))
                        .build();
    }

    private Map<String, AttributeValue> encode(Row row) {
        Map<String, AttributeValue> values =
                switch (row) {
                    case MallRow mall -> row(MALL, MallRowCodec.encode(mall));
                    case ItemRow item -> {
                        var one = row(itemKey(item.item()), ItemRowCodec.encode(item));
                        one.put("due", dueOf(item.urgency()));
                        one.put("dueAt", number(item.due().toEpochMilli()));
                        list(one, UNSETTLED, item.isInDoubt());
                        list(one, UNMAPPED, item.progress().problem().isPresent());
                        yield one;
                    }
                    case OrderRow order -> {
                        var one = row(ORDERS + order.number(), OrderRowCodec.encode(order));
                        list(one, UNSETTLED, order.isUnsettled());
                        list(one, UNMAPPED, order.unmapped());
                        list(one, OPEN, order.isOpen());
                        yield one;
                    }
                    case SaleRow sale -> row(SALE, MallRowCodec.encode(sale.rule()));
                    default -> throw new IllegalArgumentException("Not a row of a mall: " + row);
                };
        values.put("version", number(row.version() + 1));
        return values;
    }

    private void list(Map<String, AttributeValue> row, String index, boolean belongs) {
        if (belongs) {
            row.put(attributeOf(index), mallName());
        }
    }

    private Map<String, AttributeValue> row(String key, Map<String, AttributeValue> values) {
        var row = new HashMap<>(values);
        row.putAll(key(key));
        return row;
    }

    private Map<String, AttributeValue> key(String row) {
        return Map.of("mall", mallName(), "row", text(row));
    }

    private List<Map<String, AttributeValue>> byKey(Collection<String> keys) {
        var rows = new ArrayList<Map<String, AttributeValue>>();
        for (List<String> batch : Batches.of(keys.stream().distinct().toList(), BATCH_MAX)) {
            Map<String, KeysAndAttributes> open =
                    Map.of(
                            table,
                            KeysAndAttributes.builder()
                                    .consistentRead(true)
                                    .keys(batch.stream().map(this::key).toList())
                                    .build());
            client.batchGetItemPaginator(request -> request.requestItems(open)).stream()
                    .forEach(page -> rows.addAll(page.responses().getOrDefault(table, List.of())));
        }
        return rows;
    }

    private <T> List<T> query(
            QueryRequest.Builder request,
            int limit,
            Function<Map<String, AttributeValue>, T> decode) {
        request.tableName(table);
        if (limit < Integer.MAX_VALUE) {
            request.limit(limit);
        }
        return client.queryPaginator(request.build()).items().stream()
                .limit(limit)
                .map(decode)
                .toList();
    }

    private static ItemRow item(Map<String, AttributeValue> row) {
        return ItemRowCodec.decode(version(row), row);
    }

    private static OrderRow order(Map<String, AttributeValue> row) {
        return OrderRowCodec.decode(version(row), row);
    }

    private static long version(Map<String, AttributeValue> row) {
        return number(row, "version");
    }

    private AttributeValue mallName() {
        return text(channel.value());
    }

    private AttributeValue dueOf(Urgency urgency) {
        return text(channel.value() + '#' + urgency.name());
    }

    private static String itemsFrom(Optional<MallItem> last) {
        return last.map(item -> itemKey(item) + '\0').orElse(ITEMS);
    }

    private static String itemKey(MallItem item) {
        return ITEMS + name(item);
    }

    private static String name(MallItem item) {
        return item.item() + UNIT_SEPARATOR + item.variant();
    }

    private static String linkPrefix(Sku sku) {
        return "sku#" + sku.value() + '#';
    }

    private static String attributeOf(String index) {
        return index.toLowerCase(Locale.ROOT);
    }
}
