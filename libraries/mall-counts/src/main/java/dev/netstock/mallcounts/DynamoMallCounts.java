package dev.netstock.mallcounts;

import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.call.Batches;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the table {@code Malls}: the own row of each mall, and for each SKU of an item a row {@code
 * sku#<sku>#<name>} that names the item's row {@code item#<name>}. Thread-safe.
 *
 * @param client the client
 * @param table the table's name
 * @param malls the stage's malls
 */
public record DynamoMallCounts(DynamoDbClient client, String table, List<Channel> malls) {
    private static final int BATCH_MAX = 100;

    public DynamoMallCounts {
        malls = List.copyOf(malls);
    }

    /**
     * What a mall has of a SKU.
     *
     * @param mall the mall
     * @param state whether counts are sent
     * @param items none if the SKU is not mapped there
     */
    public record OfMall(Channel mall, State state, List<MallCount> items) {}

    /** Whether a mall is sent counts. */
    public enum State {
        NOT_CONNECTED,
        CONNECTED,
        PAUSED;

        /** As JSON has it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What each mall of the stage has of a SKU. */
    public List<OfMall> of(Sku sku) {
        return malls.stream().map(mall -> new OfMall(mall, state(mall), items(mall, sku))).toList();
    }

    private State state(Channel mall) {
        Map<String, AttributeValue> row =
                client.getItem(
                                request ->
                                        request.tableName(table)
                                                .key(key(mall, "mall"))
                                                .projectionExpression("isPaused"))
                        .item();
        boolean exists = !row.isEmpty();
        boolean isPaused =
                Optional.ofNullable(row.get("isPaused")).map(AttributeValue::bool).orElse(false);
        return exists ? isPaused ? State.PAUSED : State.CONNECTED : State.NOT_CONNECTED;
    }

    private List<MallCount> items(Channel mall, Sku sku) {
        String prefix = "sku#" + sku.value() + '#';
        List<Map<String, AttributeValue>> keys =
                client
                        .queryPaginator(
                                request ->
                                        request.tableName(table)
                                                .keyConditionExpression(
                                                        "mall = :mall AND begins_with(#row, :sku)")
                                                .expressionAttributeNames(Map.of("#row", "row"))
                                                .expressionAttributeValues(
                                                        Map.of(
                                                                ":mall", text(mall.value()),
                                                                ":sku", text(prefix))))
                        .items()
                        .stream()
                        .map(link -> text(link, "row").substring(prefix.length()))
                        .map(name -> key(mall, "item#" + name))
                        .toList();
        List<MallCount> items = new ArrayList<>();
        for (List<Map<String, AttributeValue>> batch : Batches.of(keys, BATCH_MAX)) {
            var wanted = Map.of(table, KeysAndAttributes.builder().keys(batch).build());
            client.batchGetItemPaginator(request -> request.requestItems(wanted)).stream()
                    .flatMap(page -> page.responses().getOrDefault(table, List.of()).stream())
                    .map(DynamoMallCountCodec::of)
                    .forEach(items::add);
        }
        items.sort(Comparator.comparing(MallCount::item).thenComparing(MallCount::variant));
        return items;
    }

    private static Map<String, AttributeValue> key(Channel mall, String row) {
        return Map.of("mall", text(mall.value()), "row", text(row));
    }
}
