package dev.netstock.projection;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.Attributes;
import dev.netstock.platform.aws.DynamoFailures;
import dev.netstock.platform.call.CallListener;
import dev.netstock.stock.dynamodb.DynamoNetStock;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table {@code Projections}, with one item per projection: partition key {@code projection};
 * {@code serving}, {@code last}, {@code toRetire}, {@code settledAt}, {@code version}; and the map
 * {@code building} while a rebuild runs. Thread-safe.
 */
public final class DynamoGenerations implements GenerationsTable {
    private static final String SET =
            "SET serving = :serving, #last = :last, toRetire = :toRetire, settledAt = :settledAt,"
                    + " #version = :version";
    private static final Map<String, String> NAMES = Map.of("#last", "last", "#version", "version");

    private final DynamoDbClient client;
    private final String table;

    public DynamoGenerations(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** A reader of one projection's generations. */
    public GenerationReader reader(String projection, CallListener listener) {
        return new GenerationReader(
                projection, this, DynamoNetStock.retries(listener), InstantSource.system());
    }

    @Override
    public Generations read(String projection) {
        GetItemRequest request =
                GetItemRequest.builder()
                        .tableName(table)
                        .key(key(projection))
                        .consistentRead(true)
                        .build();
        GetItemResponse response = DynamoFailures.translate(() -> client.getItem(request));
        return response.hasItem() ? decode(response.item()) : Generations.FIRST;
    }

    @Override
    public boolean write(String projection, Generations next) {
        UpdateItemRequest request = update(next).tableName(table).key(key(projection)).build();
        return DynamoFailures.translate(
                () -> {
                    try {
                        client.updateItem(request);
                        return true;
                    } catch (ConditionalCheckFailedException _) {
                        return false;
                    }
                });
    }

    /** The key of a projection's item. */
    public static Map<String, AttributeValue> key(String projection) {
        return Map.of("projection", text(projection));
    }

    /** Decodes a projection's item. */
    public static Generations decode(Map<String, AttributeValue> item) {
        return new Generations(
                (int) number(item, "serving"),
                Optional.ofNullable(item.get("building")).map(it -> building(it.m())),
                (int) number(item, "last"),
                numbers(item, "toRetire"),
                Instant.parse(text(item, "settledAt")),
                number(item, "version"));
    }

    /** An update of all attributes, if the previous version is stored. */
    private static UpdateItemRequest.Builder update(Generations next) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":serving", number(next.serving()));
        values.put(":last", number(next.last()));
        values.put(":toRetire", numbers(next.toRetire()));
        values.put(":settledAt", text(next.settledAt().toString()));
        values.put(":version", number(next.version()));
        next.building().ifPresent(it -> values.put(":building", building(it)));
        boolean isFirst = next.version() == 1;
        if (!isFirst) {
            values.put(":before", number(next.version() - 1));
        }
        return UpdateItemRequest.builder()
                .updateExpression(
                        next.building().isPresent()
                                ? SET + ", building = :building"
                                : SET + " REMOVE building")
                .conditionExpression(
                        isFirst ? "attribute_not_exists(#version)" : "#version = :before")
                .expressionAttributeNames(NAMES)
                .expressionAttributeValues(values);
    }

    private static AttributeValue building(UnfinishedGeneration building) {
        return AttributeValue.fromM(
                Map.of(
                        "generation", number(building.generation()),
                        "startedAt", text(building.startedAt().toString()),
                        "replayFrom", text(building.replayFrom().toString()),
                        "archiveBefore", text(building.archiveBefore().toString()),
                        "segments", number(building.segments()),
                        "replayed", numbers(building.replayed())));
    }

    private static UnfinishedGeneration building(Map<String, AttributeValue> map) {
        return new UnfinishedGeneration(
                (int) number(map, "generation"),
                Instant.parse(text(map, "startedAt")),
                Instant.parse(text(map, "replayFrom")),
                Instant.parse(text(map, "archiveBefore")),
                (int) number(map, "segments"),
                numbers(map, "replayed"));
    }

    private static AttributeValue numbers(Set<Integer> numbers) {
        return AttributeValue.fromL(numbers.stream().sorted().map(Attributes::number).toList());
    }

    private static Set<Integer> numbers(Map<String, AttributeValue> map, String name) {
        return Optional.ofNullable(map.get(name)).map(AttributeValue::l).orElse(List.of()).stream()
                .map(value -> Integer.valueOf(value.n()))
                .collect(Collectors.toSet());
    }
}
