package dev.netstock.stock.dynamodb;

import static dev.netstock.platform.aws.Attributes.map;
import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.optionalNumber;
import static dev.netstock.platform.aws.Attributes.optionalText;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.LocationGroup;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.Place.Coordinates;
import dev.netstock.stock.place.SalesChannel;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Rows of the table {@code Places} in the partition {@code kind = places}: {@code id} is {@code
 * location#…} or {@code channel#…}, and {@code #head} for the row with the version of all.
 */
final class PlaceCodec {
    static final String KIND = "places";
    static final String HEAD = "#head";
    private static final String LOCATION = "location#";
    private static final String CHANNEL = "channel#";

    private PlaceCodec() {}

    static Map<String, AttributeValue> key(String id) {
        return Map.of("kind", text(KIND), "id", text(id));
    }

    static boolean isLocation(Map<String, AttributeValue> row) {
        return text(row, "id").startsWith(LOCATION);
    }

    static boolean isChannel(Map<String, AttributeValue> row) {
        return text(row, "id").startsWith(CHANNEL);
    }

    static Map<String, AttributeValue> encode(Place place) {
        var row = new HashMap<>(key(LOCATION + place.location()));
        row.put("name", text(place.name()));
        row.put("sellsOnline", AttributeValue.fromBool(place.sellsOnline()));
        row.put("priority", number(place.priority()));
        row.put("pickup", AttributeValue.fromBool(place.pickup()));
        if (!place.groups().isEmpty()) {
            row.put(
                    "groups",
                    AttributeValue.fromL(
                            place.groups().stream().map(group -> text(group.value())).toList()));
        }
        if (!place.buffers().isEmpty()) {
            row.put("buffers", encode(place.buffers()));
        }
        place.coordinates()
                .ifPresent(
                        point -> {
                            row.put("latitude", number(point.latitude()));
                            row.put("longitude", number(point.longitude()));
                        });
        row.put("statedAt", text(place.statedAt().toString()));
        row.put("version", number(place.version()));
        return row;
    }

    static Place place(Map<String, AttributeValue> row) {
        return new Place(
                new Location(text(row, "id").substring(LOCATION.length())),
                text(row, "name"),
                bool(row, "sellsOnline"),
                (int) number(row, "priority"),
                groups(row),
                bool(row, "pickup"),
                coordinates(row),
                buffers(row, "buffers"),
                optionalText(row, "statedAt").map(Instant::parse).orElse(Instant.EPOCH),
                number(row, "version"));
    }

    static Map<String, AttributeValue> encode(SalesChannel channel) {
        var row = new HashMap<>(key(CHANNEL + channel.channel()));
        row.put("name", text(channel.name()));
        row.put("seller", text(channel.kind().text()));
        row.put("buffer", number(channel.buffer()));
        row.put("spillover", AttributeValue.fromBool(channel.spillover()));
        channel.holds()
                .standard()
                .ifPresent(hold -> row.put("defaultHoldSeconds", number(hold.toSeconds())));
        channel.holds()
                .longest()
                .ifPresent(hold -> row.put("maxHoldSeconds", number(hold.toSeconds())));
        channel.limit().ifPresent(limit -> row.put("purchaseLimit", AllowanceCodec.encode(limit)));
        row.put("version", number(channel.version()));
        return row;
    }

    static SalesChannel channel(Map<String, AttributeValue> row) {
        return new SalesChannel(
                new Channel(text(row, "id").substring(CHANNEL.length())),
                text(row, "name"),
                SalesChannel.Kind.valueOf(text(row, "seller").toUpperCase(Locale.ROOT)),
                (int) number(row, "buffer"),
                bool(row, "spillover"),
                new SalesChannel.Holds(
                        optionalNumber(row, "defaultHoldSeconds").map(Duration::ofSeconds),
                        optionalNumber(row, "maxHoldSeconds").map(Duration::ofSeconds)),
                AllowanceCodec.limitOf(row),
                number(row, "version"));
    }

    /** Units by channel, as items of net stock and locations have them. */
    static AttributeValue encode(Map<Channel, Integer> units) {
        return AttributeValue.fromM(
                units.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        entry -> entry.getKey().value(),
                                        entry -> number(entry.getValue()))));
    }

    /** The buffers by channel that a row or an item holds; none if the attribute is missing. */
    static SortedMap<Channel, Integer> buffers(Map<String, AttributeValue> row, String attribute) {
        var buffers = new TreeMap<Channel, Integer>();
        if (row.containsKey(attribute)) {
            map(row, attribute)
                    .forEach(
                            (channel, units) ->
                                    buffers.put(new Channel(channel), Integer.parseInt(units.n())));
        }
        return buffers;
    }

    private static SortedSet<LocationGroup> groups(Map<String, AttributeValue> row) {
        var groups = new TreeSet<LocationGroup>();
        Optional.ofNullable(row.get("groups"))
                .map(AttributeValue::l)
                .orElse(List.of())
                .forEach(group -> groups.add(new LocationGroup(group.s())));
        return groups;
    }

    private static Optional<Coordinates> coordinates(Map<String, AttributeValue> row) {
        return optionalNumber(row, "latitude")
                .map(latitude -> new Coordinates(latitude, number(row, "longitude")));
    }

    private static boolean bool(Map<String, AttributeValue> row, String name) {
        AttributeValue value = row.get(name);
        return value != null && Boolean.TRUE.equals(value.bool());
    }
}
