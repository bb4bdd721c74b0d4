package dev.netstock.messages;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.events.Heat;
import dev.netstock.events.ShardMessage;
import dev.netstock.events.ShardMessage.Hot;
import dev.netstock.events.ShardMessage.Look;
import dev.netstock.events.ShardMessage.Place;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The messages to the shards queue as JSON: {@code {"kind": "heat", "heat": [{"sku", "location",
 * "shard", "writesPerSecond", "throttled", "at"}]}} and {@code {"kind": "look", "places": [{"sku",
 * "location"}]}}. Reading ignores unknown members, as for events. Thread-safe.
 */
public final class ShardMessageJson {
    private static final String HEAT = "heat";
    private static final String LOOK = "look";
    private static final TextFormat<String> KIND =
            new TextFormat<>(
                    "Must be heat or look.", Set.of(HEAT, LOOK)::contains, Function.identity());

    private ShardMessageJson() {}

    /** Writes a message, in one line. */
    public static String write(ShardMessage message) {
        return JsonWriter.object(
                json -> {
                    switch (message) {
                        case Hot(var heat) -> {
                            json.writeStringField("kind", HEAT);
                            JsonWriter.objects(json, HEAT, heat, ShardMessageJson::write);
                        }
                        case Look(var places) -> {
                            json.writeStringField("kind", LOOK);
                            JsonWriter.objects(json, "places", places, ShardMessageJson::write);
                        }
                    }
                });
    }

    /** Reads a message. */
    public static Decoded<ShardMessage> read(String json) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Supplier<ShardMessage>> message =
                JsonReader.read(json, errors)
                        .flatMap(value -> JsonMembers.of(value, "", errors))
                        .flatMap(ShardMessageJson::message);
        return errors.orElse(() -> message.orElseThrow().get());
    }

    private static Optional<Supplier<ShardMessage>> message(JsonMembers members) {
        return members.required("kind", KIND)
                .map(kind -> kind.equals(HEAT) ? heat(members) : look(members));
    }

    private static Supplier<ShardMessage> heat(JsonMembers members) {
        var heat =
                members.tolerantObjects(HEAT, ShardMessage.ENTRIES_MAX, ShardMessageJson::readHeat);
        return () -> new Hot(heat.get());
    }

    private static Supplier<ShardMessage> look(JsonMembers members) {
        var places =
                members.tolerantObjects(
                        "places", ShardMessage.ENTRIES_MAX, ShardMessageJson::readPlace);
        return () -> new Look(places.get());
    }

    private static void write(JsonGenerator json, Heat heat) throws IOException {
        json.writeStringField("sku", heat.sku());
        json.writeStringField("location", heat.location());
        json.writeNumberField("shard", heat.shard());
        json.writeNumberField("writesPerSecond", heat.writesPerSecond());
        json.writeNumberField("throttled", heat.throttled());
        json.writeStringField("at", heat.at().toString());
    }

    private static void write(JsonGenerator json, Place place) throws IOException {
        json.writeStringField("sku", place.sku());
        json.writeStringField("location", place.location());
    }

    private static Supplier<Heat> readHeat(JsonMembers members) {
        var sku = members.needed("sku", EventFormats.LONG_NAME);
        var location = members.needed("location", EventFormats.SHORT_NAME);
        var shard = members.needed("shard", EventFormats.SHARD);
        var writesPerSecond = members.needed("writesPerSecond", EventFormats.COUNT);
        var throttled = members.needed("throttled", EventFormats.COUNT);
        var at = members.needed("at", EventFormats.TIME);
        return () ->
                new Heat(
                        sku.get(),
                        location.get(),
                        shard.get().intValue(),
                        writesPerSecond.get(),
                        throttled.get(),
                        at.get());
    }

    private static Supplier<Place> readPlace(JsonMembers members) {
        var sku = members.needed("sku", EventFormats.LONG_NAME);
        var location = members.needed("location", EventFormats.SHORT_NAME);
        return () -> new Place(sku.get(), location.get());
    }
}
