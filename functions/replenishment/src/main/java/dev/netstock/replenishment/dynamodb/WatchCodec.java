package dev.netstock.replenishment.dynamodb;

import static dev.netstock.platform.aws.Attributes.map;
import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalNumber;
import static dev.netstock.platform.aws.Attributes.text;

import static java.util.stream.Collectors.toMap;

import dev.netstock.replenishment.watch.Level;
import dev.netstock.replenishment.watch.SkuSettings;
import dev.netstock.replenishment.watch.ThresholdCrossing;
import dev.netstock.replenishment.watch.Thresholds;
import dev.netstock.replenishment.watch.WatchedItem;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.watched.dynamodb.WatchedLocations;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rows of the table {@code Replenishment}, partition key {@code sku}, sort key {@code location}:
 *
 * <ul>
 *   <li>{@code <generation>#<sku>}, {@code <location>}: a watched item: its thresholds and their
 *       {@code settingsVersion}, {@code available}, {@code levelVersion}, {@code status}, {@code
 *       episode}, and the crossing that is {@code owed};
 *   <li>{@code turns#<sku>}, {@code <location>#<number>}: a recorded crossing;
 *   <li>{@code settings#<sku>}, {@code #settings}, which is not a location: the settings of a SKU.
 * </ul>
 */
final class WatchCodec {
    private static final String CROSSINGS = "turns";
    private static final String LOW = "LOW";
    private static final String OK = "OK";

    private WatchCodec() {}

    static Map<String, AttributeValue> key(int generation, ItemKey item) {
        return key(generation + "#" + item.sku(), item.location().value());
    }

    static Map<String, AttributeValue> settingsKey(Sku sku) {
        return WatchedLocations.key(sku);
    }

    /** The partition key of the crossings of an item. */
    static String crossingsPartition(ItemKey item) {
        return CROSSINGS + "#" + item.sku();
    }

    /** The prefix of the sort keys of the crossings of an item. */
    static String crossingsPrefix(ItemKey item) {
        return item.location() + "#";
    }

    static ItemKey item(Map<String, AttributeValue> row) {
        return ItemKey.of(sku(row), new Location(text(row, "location")));
    }

    static Map<String, AttributeValue> encode(int generation, WatchedItem item) {
        var row = new HashMap<>(key(generation, item.item()));
        row.put("settingsVersion", number(item.settingsVersion()));
        item.thresholds().ifPresent(thresholds -> row.putAll(encode(thresholds)));
        row.put("available", number(item.level().available()));
        row.put("levelVersion", number(item.level().version()));
        row.put("status", status(item));
        row.put("episode", number(item.episode()));
        item.owed().ifPresent(crossing -> row.put("owed", AttributeValue.fromM(encode(crossing))));
        return row;
    }

    static AttributeValue status(WatchedItem item) {
        return text(item.isLow() ? LOW : OK);
    }

    static WatchedItem decode(Map<String, AttributeValue> row) {
        ItemKey item = item(row);
        return new WatchedItem(
                item,
                number(row, "settingsVersion"),
                thresholds(row),
                new Level(number(row, "available"), number(row, "levelVersion")),
                number(row, "episode") * 2 - (text(row, "status").equals(LOW) ? 1 : 0),
                row.containsKey("owed")
                        ? Optional.of(crossing(item, map(row, "owed")))
                        : Optional.empty());
    }

    /** The row of a recorded crossing. Its number is padded, so that rows sort by it. */
    static Map<String, AttributeValue> row(ThresholdCrossing crossing) {
        var row = new HashMap<>(encode(crossing));
        row.putAll(
                key(
                        crossingsPartition(crossing.item()),
                        crossingsPrefix(crossing.item()) + "%012d".formatted(crossing.number())));
        return row;
    }

    static ThresholdCrossing crossing(ItemKey item, Map<String, AttributeValue> row) {
        return new ThresholdCrossing(
                item,
                number(row, "number"),
                Instant.parse(text(row, "at")),
                number(row, "available"),
                thresholds(row).orElseThrow());
    }

    static Map<String, AttributeValue> encode(SkuSettings settings) {
        var locations = new HashMap<String, AttributeValue>();
        settings.locations()
                .forEach(
                        (location, thresholds) ->
                                locations.put(
                                        location.value(),
                                        AttributeValue.fromM(
                                                thresholds
                                                        .map(WatchCodec::encode)
                                                        .orElse(Map.of()))));
        var row = new HashMap<>(settingsKey(settings.sku()));
        row.put("version", number(settings.version()));
        row.put("setAt", text(settings.setAt().toString()));
        row.put(WatchedLocations.LOCATIONS, AttributeValue.fromM(locations));
        row.put("samples", AttributeValue.fromM(samples(settings)));
        row.put("formerSamples", AttributeValue.fromM(formerSamples(settings)));
        return row;
    }

    /** By location: when the samples were removed; empty if they come from the files. */
    private static Map<String, AttributeValue> formerSamples(SkuSettings settings) {
        return settings.formerSamples().entrySet().stream()
                .collect(
                        toMap(
                                it -> it.getKey().value(),
                                it -> text(it.getValue().map(Instant::toString).orElse(""))));
    }

    private static Map<String, AttributeValue> samples(SkuSettings settings) {
        return settings.samples().entrySet().stream()
                .collect(toMap(it -> it.getKey().value(), it -> number(it.getValue())));
    }

    static SkuSettings settings(Map<String, AttributeValue> row) {
        SortedMap<Location, Optional<Thresholds>> locations = new TreeMap<>();
        map(row, WatchedLocations.LOCATIONS)
                .forEach(
                        (location, thresholds) ->
                                locations.put(new Location(location), thresholds(thresholds.m())));
        SortedMap<Location, Long> samples = new TreeMap<>();
        Map<String, AttributeValue> shown = map(row, "samples");
        shown.keySet().forEach(name -> samples.put(new Location(name), number(shown, name)));
        Instant setAt = Instant.parse(text(row, "setAt"));
        SortedMap<Location, Optional<Instant>> formerSamples = new TreeMap<>();
        Map<String, AttributeValue> former =
                row.containsKey("formerSamples") ? map(row, "formerSamples") : Map.of();
        former.keySet()
                .forEach(
                        name ->
                                formerSamples.put(
                                        new Location(name),
                                        Optional.of(text(former, name))
                                                .filter(at -> !at.isEmpty())
                                                .map(Instant::parse)));
        return new SkuSettings(
                WatchedLocations.sku(row),
                number(row, "version"),
                setAt,
                locations,
                samples,
                formerSamples);
    }

    private static Map<String, AttributeValue> encode(ThresholdCrossing crossing) {
        var attributes = new HashMap<>(encode(crossing.thresholds()));
        attributes.put("number", number(crossing.number()));
        attributes.put("at", text(crossing.at().toString()));
        attributes.put("available", number(crossing.available()));
        return attributes;
    }

    private static Map<String, AttributeValue> encode(Thresholds thresholds) {
        return Map.of(
                "safetyStock", number(thresholds.safetyStock()),
                "reorderPoint", number(thresholds.reorderPoint()),
                "orderUpTo", number(thresholds.orderUpTo()),
                "recoveryPoint", number(thresholds.recoveryPoint()));
    }

    private static Optional<Thresholds> thresholds(Map<String, AttributeValue> attributes) {
        return optionalNumber(attributes, "reorderPoint")
                .map(
                        reorderPoint ->
                                new Thresholds(
                                        number(attributes, "safetyStock"),
                                        reorderPoint,
                                        number(attributes, "orderUpTo"),
                                        number(attributes, "recoveryPoint")));
    }

    private static Sku sku(Map<String, AttributeValue> row) {
        String partition = text(row, "sku");
        return new Sku(partition.substring(partition.lastIndexOf('#') + 1));
    }

    private static Map<String, AttributeValue> key(String partition, String sort) {
        return Map.of("sku", text(partition), "location", text(sort));
    }
}
