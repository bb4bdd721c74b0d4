package dev.netstock.messages;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.events.TakesMessage;
import dev.netstock.events.TakesMessage.TakeMade;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The messages to the sweep queue as JSON: {@code {"takes": [{"sku", "location", "shard",
 * "version", "orderId", "step", "units"}]}}. Reading ignores unknown members, as for events.
 * Thread-safe.
 */
public final class TakesJson {
    private TakesJson() {}

    /** Writes a message, in one line. */
    public static String write(TakesMessage message) {
        return JsonWriter.object(
                json -> JsonWriter.objects(json, "takes", message.takes(), TakesJson::take));
    }

    /** Reads a message. */
    public static Decoded<TakesMessage> read(String json) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Supplier<List<TakeMade>>> takes =
                JsonReader.read(json, errors)
                        .flatMap(value -> JsonMembers.of(value, "", errors))
                        .map(
                                members ->
                                        members.tolerantObjects(
                                                "takes", TakesMessage.TAKES_MAX, TakesJson::take));
        return errors.orElse(() -> new TakesMessage(takes.orElseThrow().get()));
    }

    private static void take(JsonGenerator json, TakeMade take) throws IOException {
        json.writeStringField("sku", take.sku());
        json.writeStringField("location", take.location());
        json.writeNumberField("shard", take.shard());
        json.writeNumberField("version", take.version());
        json.writeStringField("orderId", take.orderId());
        json.writeNumberField("step", take.step());
        json.writeNumberField("units", take.units());
    }

    private static Supplier<TakeMade> take(JsonMembers members) {
        var sku = members.needed("sku", EventFormats.LONG_NAME);
        var location = members.needed("location", EventFormats.SHORT_NAME);
        var shard = members.needed("shard", EventFormats.SHARD);
        var version = members.needed("version", EventFormats.NUMBER);
        var orderId = members.needed("orderId", EventFormats.LONG_NAME);
        var step = members.needed("step", EventFormats.STEP);
        var units = members.needed("units", EventFormats.NUMBER);
        return () ->
                new TakeMade(
                        sku.get(),
                        location.get(),
                        shard.get().intValue(),
                        version.get(),
                        orderId.get(),
                        step.get().intValue(),
                        units.get());
    }
}
