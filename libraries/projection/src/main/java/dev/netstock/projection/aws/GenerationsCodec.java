package dev.netstock.projection.aws;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.platform.aws.Attributes;
import dev.netstock.projection.Generations;
import dev.netstock.projection.UnfinishedGeneration;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Items of the table {@code Projections}: partition key {@code projection}; {@code serving}, {@code
 * last}, {@code toRetire}, {@code settledAt}, {@code version}; and the map {@code building} while a
 * rebuild runs.
 */
final class GenerationsCodec {
    private static final String SET =
            "SET serving = :serving, #last = :last, toRetire = :toRetire, settledAt = :settledAt,"
                    + " #version = :version";
    private static final Map<String, String> NAMES = Map.of("#last", "last", "#version", "version");

    private GenerationsCodec() {}

    static Generations decode(Map<String, AttributeValue> item) {
        return new Generations(
                (int) number(item, "serving"),
                Optional.ofNullable(item.get("building")).map(it -> building(it.m())),
                (int) number(item, "last"),
                numbers(item, "toRetire"),
                Instant.parse(text(item, "settledAt")),
                number(item, "version"));
    }

    /** An update that writes all, where the version before stands. */
    static UpdateItemRequest.Builder update(Generations next) {
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
