package dev.netstock.stock.dynamodb;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalText;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.ConditionalPuts;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.pool.PoolPlan;
import dev.netstock.stock.table.PoolRule;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plans of pools: rows of the table {@code Places} in the partition {@code kind = pool}, by
 * SKU, location and channel. Thread-safe.
 *
 * @param client the client, as {@link dev.netstock.platform.aws.DynamoClients} makes it
 * @param table the table's name
 * @param retries retries requests
 */
public record DynamoPoolPlans(DynamoDbClient client, String table, Retries retries) {
    /** The most plans, ended ones included: all of them are read each minute. */
    public static final int PLANS_MAX = 2_000;

    private static final String KIND = "pool";

    /** All plans, by SKU, location and channel, strongly consistent. */
    public List<PoolPlan> all(Call call) {
        var request =
                QueryRequest.builder()
                        .tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("kind = :kind")
                        .expressionAttributeValues(Map.of(":kind", text(KIND)))
                        .build();
        return retries
                .run(
                        Operation.READ,
                        () ->
                                DynamoFailures.translate(
                                        () ->
                                                client.queryPaginator(request).items().stream()
                                                        .toList()),
                        call)
                .stream()
                .map(DynamoPoolPlans::decode)
                .toList();
    }

    /** The plan of a pool, strongly consistent. */
    public Optional<PoolPlan> plan(ItemKey place, Channel channel, Call call) {
        Map<String, AttributeValue> row =
                retries.run(
                        Operation.READ,
                        () ->
                                DynamoFailures.translate(
                                        () ->
                                                client.getItem(
                                                                it ->
                                                                        it.tableName(table)
                                                                                .consistentRead(
                                                                                        true)
                                                                                .key(
                                                                                        key(
                                                                                                place,
                                                                                                channel)))
                                                        .item()),
                        call);
        return row.isEmpty() ? Optional.empty() : Optional.of(decode(row));
    }

    /**
     * Stores the next version of a plan; false if it has another version by now, or if a response
     * was lost.
     */
    public boolean write(PoolPlan plan, Call call) {
        return retries.run(
                Operation.IDEMPOTENT_WRITE,
                () -> ConditionalPuts.putNext(client, table, encode(plan), plan.version()),
                call);
    }

    /** Removes a plan that ended long ago, unless it has another version by now. */
    public void remove(PoolPlan plan, Call call) {
        Map<String, AttributeValue> key = key(plan.place(), plan.channel());
        boolean _ =
                retries.run(
                        Operation.IDEMPOTENT_WRITE,
                        () -> ConditionalPuts.delete(client, table, key, plan.version()),
                        call);
    }

    private static Map<String, AttributeValue> key(ItemKey place, Channel channel) {
        return Map.of(
                "kind",
                text(KIND),
                "id",
                text(place.sku() + "#" + place.location() + "#" + channel));
    }

    private static Map<String, AttributeValue> encode(PoolPlan plan) {
        var row = new HashMap<>(key(plan.place(), plan.channel()));
        row.put("change", text(plan.changeId()));
        row.put("units", number(plan.units()));
        row.put("rule", text(plan.rule().name()));
        row.put("startsAt", text(plan.startsAt().toString()));
        plan.endsAt().ifPresent(end -> row.put("endsAt", text(end.toString())));
        row.put("state", text(plan.state().name()));
        row.put("moved", number(plan.moved()));
        row.put("version", number(plan.version()));
        return row;
    }

    private static PoolPlan decode(Map<String, AttributeValue> row) {
        List<String> id = List.of(text(row, "id").split("#", -1));
        return new PoolPlan(
                ItemKey.of(new Sku(id.get(0)), new Location(id.get(1))),
                new Channel(id.get(2)),
                text(row, "change"),
                number(row, "units"),
                PoolRule.valueOf(text(row, "rule")),
                Instant.parse(text(row, "startsAt")),
                optionalText(row, "endsAt").map(Instant::parse),
                PoolPlan.State.valueOf(text(row, "state")),
                number(row, "moved"),
                number(row, "version"));
    }
}
