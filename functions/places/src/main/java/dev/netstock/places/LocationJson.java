package dev.netstock.places;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.json.BooleanFormat;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.LocationGroup;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.Place.Coordinates;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Locations as JSON. */
final class LocationJson {
    static final TextFormat<String> NAME =
            new TextFormat<>(
                    "Must be a name of 1 to " + Place.NAME_MAX + " characters.",
                    text ->
                            !text.isEmpty()
                                    && text.codePointCount(0, text.length()) <= Place.NAME_MAX,
                    text -> text);
    private static final BooleanFormat FLAG = new BooleanFormat();
    private static final IntegerFormat PRIORITIES = new IntegerFormat(1, Place.PRIORITY_MAX);
    private static final IntegerFormat UNITS = new IntegerFormat(0, Place.BUFFER_MAX);

    private LocationJson() {}

    /**
     * @param now when the request was received
     */
    static Decoded<Place> decode(HttpRequest request, Instant now) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Location> location = request.path("location", StockFormats.LOCATION, errors);
        request.refuseQuery(errors);
        Optional<Members> members = request.body(errors).map(Members::read);
        return errors.orElse(() -> members.orElseThrow().place(location.orElseThrow(), now));
    }

    static void write(JsonGenerator json, Place place) throws IOException {
        json.writeStringField("location", place.location().value());
        json.writeStringField("name", place.name());
        json.writeBooleanField("sellsOnline", place.sellsOnline());
        json.writeNumberField("priority", place.priority());
        json.writeArrayFieldStart("groups");
        for (LocationGroup group : place.groups()) {
            json.writeString(group.value());
        }
        json.writeEndArray();
        json.writeBooleanField("pickup", place.pickup());
        if (place.coordinates().isPresent()) {
            Coordinates point = place.coordinates().get();
            json.writeObjectFieldStart("coordinates");
            json.writeNumberField("latitude", degreesOf(point.latitude()));
            json.writeNumberField("longitude", degreesOf(point.longitude()));
            json.writeEndObject();
        }
        writeBuffers(json, place.buffers());
        json.writeNumberField("version", place.version());
    }

    /** Writes units by channel. */
    static void writeBuffers(JsonGenerator json, Map<Channel, Integer> buffers) throws IOException {
        JsonWriter.objects(
                json,
                "buffers",
                buffers.entrySet(),
                (each, buffer) -> {
                    each.writeStringField("channel", buffer.getKey().value());
                    each.writeNumberField("units", buffer.getValue());
                });
    }

    private static BigDecimal degreesOf(long millionths) {
        return BigDecimal.valueOf(millionths, Coordinates.DECIMAL_PLACES);
    }

    /** Reads {@code [{"channel", "units"}]}, which may be missing unless it is required. */
    static SortedMap<Channel, Integer> readBuffers(JsonMembers body, boolean isRequired) {
        var buffers = new TreeMap<Channel, Integer>();
        if (isRequired || body.hasAny(List.of("buffers"))) {
            body.requiredObjects(
                    "buffers",
                    0,
                    Place.BUFFERS_MAX,
                    each -> {
                        Optional<Channel> channel = each.required("channel", StockFormats.CHANNEL);
                        Optional<Long> units = each.required("units", UNITS);
                        if (channel.isPresent()
                                && units.isPresent()
                                && buffers.put(channel.get(), units.get().intValue()) != null) {
                            each.refuse("channel", "Each channel must appear only once.");
                        }
                        return channel;
                    });
        }
        return Collections.unmodifiableSortedMap(buffers);
    }

    /** The decoded body. */
    private record Members(
            Optional<String> name,
            Optional<Boolean> sellsOnline,
            Optional<Long> priority,
            SortedSet<LocationGroup> groups,
            Optional<Boolean> pickup,
            Optional<Coordinates> coordinates,
            SortedMap<Channel, Integer> buffers) {
        static Members read(JsonMembers body) {
            var members =
                    new Members(
                            body.optional("name", NAME),
                            body.required("sellsOnline", FLAG),
                            body.optional("priority", PRIORITIES),
                            groups(body),
                            body.optional("pickup", FLAG),
                            body.optionalObject("coordinates").flatMap(Members::coordinates),
                            readBuffers(body, false));
            body.refuseOthers();
            return members;
        }

        private static SortedSet<LocationGroup> groups(JsonMembers body) {
            var groups = new TreeSet<LocationGroup>();
            if (body.hasAny(List.of("groups"))) {
                for (Json each : body.requiredElements("groups", 0, Place.GROUPS_MAX)) {
                    StockFormats.GROUP
                            .read(each)
                            .ifPresentOrElse(
                                    groups::add,
                                    () -> body.refuse("groups", StockFormats.GROUP.expectation()));
                }
            }
            return groups;
        }

        private static Optional<Coordinates> coordinates(JsonMembers point) {
            Optional<BigDecimal> latitude = point.required("latitude", StockFormats.LATITUDE);
            Optional<BigDecimal> longitude = point.required("longitude", StockFormats.LONGITUDE);
            point.refuseOthers();
            return latitude.flatMap(
                    north -> longitude.map(east -> Coordinates.ofDegrees(north, east)));
        }

        Place place(Location location, Instant now) {
            return new Place(
                    location,
                    name.orElse(location.value()),
                    sellsOnline.orElseThrow(),
                    priority.map(Long::intValue).orElse(Place.PRIORITY_DEFAULT),
                    groups,
                    pickup.orElse(false),
                    coordinates,
                    buffers,
                    now,
                    0);
        }
    }
}
