package dev.netstock.stock.dynamodb;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.ConditionalPuts;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.Locations;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.PlaceTable;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.place.SalesChannel;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Locations and channels in the table {@code Places}. A row with the version of all changes in the
 * transaction of each change, so a reader that knows this version reads one row of 100 bytes. Until
 * it exists, the deployment's locations are valid; the first change stores them, and from then on
 * the table alone is. Thread-safe.
 */
public final class DynamoPlaces implements PlaceTable {
    /**
     * The rows of a transaction become visible one after the other, within milliseconds. A change
     * has the time at which it was first sent, and it may land later: after a retry, or after its
     * function has ended.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">Amazon
     *     DynamoDB transactions</a>, "Transaction isolation levels": a query is read-committed
     */
    private static final Duration SETTLES_WITHIN = Duration.ofMinutes(1);

    private static final Map<String, String> VERSION = Map.of("#version", "version");

    private final DynamoDbClient client;
    private final String table;
    private final Places planned;
    private final InstantSource clock;
    private final Retries retries;

    /**
     * @param client the client, as {@link dev.netstock.platform.aws.DynamoClients} makes it
     * @param table the table's name
     * @param planned the locations that the deployment plans, by priority
     * @param clock the time of day
     * @param listener counts throttles and lost responses
     */
    public DynamoPlaces(
            DynamoDbClient client,
            String table,
            Locations planned,
            InstantSource clock,
            CallListener listener) {
        this.client = client;
        this.table = table;
        this.planned = Places.planned(planned);
        this.clock = clock;
        this.retries = DynamoNetStock.retries(listener);
    }

    @Override
    public Reading read(Optional<Reading> known, Call call) {
        Map<String, AttributeValue> head = retries.run(Operation.READ, this::head, call);
        if (head.isEmpty()) {
            return new Reading(planned, true);
        }
        long version = number(head, "version");
        return known.filter(it -> it.isSettled() && it.places().version() == version)
                .orElseGet(
                        () ->
                                new Reading(
                                        places(version, call),
                                        Instant.parse(text(head, "changedAt"))
                                                .plus(SETTLES_WITHIN)
                                                .isBefore(clock.instant())));
    }

    @Override
    public boolean write(Collection<Place> places, Places read, Call call) {
        return write(places.stream().map(PlaceCodec::encode).toList(), read, call);
    }

    @Override
    public boolean write(SalesChannel channel, Places read, Call call) {
        return write(List.of(PlaceCodec.encode(channel)), read, call);
    }

    /** The rows of the plan come first: without the row of the version they are not read. */
    private boolean write(List<Map<String, AttributeValue>> rows, Places read, Call call) {
        if (read.version() == 0) {
            Set<String> ids = rows.stream().map(row -> text(row, "id")).collect(Collectors.toSet());
            planned.locations().stream()
                    .map(place -> PlaceCodec.encode(place.withVersion(1)))
                    .filter(it -> !ids.contains(text(it, "id")))
                    .forEach(
                            it ->
                                    retries.run(
                                            Operation.IDEMPOTENT_WRITE,
                                            () -> putIfMissing(it),
                                            call));
        }
        return retries.run(
                Operation.IDEMPOTENT_WRITE, () -> putAll(rows, head(read.version())), call);
    }

    private Map<String, AttributeValue> head() {
        return DynamoFailures.translate(
                        () ->
                                client.getItem(
                                        it ->
                                                it.tableName(table)
                                                        .consistentRead(true)
                                                        .key(PlaceCodec.key(PlaceCodec.HEAD))))
                .item();
    }

    private Places places(long version, Call call) {
        List<Map<String, AttributeValue>> rows = retries.run(Operation.READ, this::rows, call);
        return new Places(
                version,
                rows.stream().filter(PlaceCodec::isLocation).map(PlaceCodec::place).toList(),
                rows.stream().filter(PlaceCodec::isChannel).map(PlaceCodec::channel).toList());
    }

    private List<Map<String, AttributeValue>> rows() {
        var request =
                QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("kind = :kind")
                        .expressionAttributeValues(Map.of(":kind", text(PlaceCodec.KIND)))
                        .build();
        return DynamoFailures.translate(
                () -> client.queryPaginator(request).items().stream().toList());
    }

    private boolean putIfMissing(Map<String, AttributeValue> row) {
        return ConditionalPuts.put(
                client,
                PutItemRequest.builder()
                        .tableName(table)
                        .item(row)
                        .conditionExpression("attribute_not_exists(kind)")
                        .build());
    }

    private Put head(long versionBefore) {
        var head = new HashMap<>(PlaceCodec.key(PlaceCodec.HEAD));
        head.put("version", number(versionBefore + 1));
        head.put("changedAt", text(clock.instant().toString()));
        var put = Put.builder().tableName(table).item(head).expressionAttributeNames(VERSION);
        return versionBefore == 0
                ? put.conditionExpression("attribute_not_exists(#version)").build()
                : put.conditionExpression("#version = :before")
                        .expressionAttributeValues(Map.of(":before", number(versionBefore)))
                        .build();
    }

    private boolean putAll(List<Map<String, AttributeValue>> rows, Put head) {
        var puts =
                Stream.concat(
                                rows.stream()
                                        .map(
                                                row ->
                                                        Put.builder()
                                                                .tableName(table)
                                                                .item(row)
                                                                .build()),
                                Stream.of(head))
                        .map(put -> TransactWriteItem.builder().put(put).build())
                        .toList();
        return DynamoFailures.translate(
                () -> {
                    try {
                        client.transactWriteItems(
                                TransactWriteItemsRequest.builder().transactItems(puts).build());
                        return true;
                    } catch (TransactionCanceledException e) {
                        boolean isOutdated =
                                e.cancellationReasons().stream()
                                        .anyMatch(it -> it.code().equals("ConditionalCheckFailed"));
                        if (isOutdated) {
                            return false;
                        }
                        throw e;
                    }
                });
    }
}
