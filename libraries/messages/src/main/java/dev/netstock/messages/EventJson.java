package dev.netstock.messages;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.events.EventData;
import dev.netstock.events.EventType;
import dev.netstock.events.StockEvent;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.ValidationErrors;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Events as JSON: the structured mode of CloudEvents 1.0. Reading ignores unknown attributes and
 * members, so that they can be added, and requires those that this version needs. Thread-safe.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON
 *     Event Format for CloudEvents 1.0.2</a>
 */
public final class EventJson {
    /** The base URI of the schemas; the type and {@code .json} follow. */
    public static final String SCHEMAS = "https://netstock.dev/schemas/";

    private static final String VERSION = "1.0";

    private EventJson() {}

    /** Writes an event, in one line. */
    public static String write(StockEvent event) {
        return JsonWriter.object(
                json -> {
                    writeEnvelope(json, event);
                    json.writeObjectFieldStart("data");
                    EventDataJson.writeMembers(json, event.data());
                    json.writeEndObject();
                });
    }

    /** Reads a message, which may be invalid. */
    public static ReceivedEvent read(String json) {
        ValidationErrors errors = new ValidationErrors();
        Optional<JsonMembers> envelope =
                JsonReader.read(json, errors).flatMap(value -> JsonMembers.of(value, "", errors));
        Optional<String> type = envelope.flatMap(EventJson::type);
        return switch (errors.orElse(type::orElseThrow)) {
            case Decoded.Invalid(var all) -> new ReceivedEvent.Invalid(all);
            case Decoded.Valid(String text) ->
                    EventType.parse(text)
                            .map(known -> read(known, envelope.orElseThrow(), errors))
                            .orElseGet(() -> new ReceivedEvent.OfUnknownType(text));
        };
    }

    /** Reads a message of a queue; empty if it is not an event: it belongs in the dead letters. */
    public static Optional<ReceivedEvent> readMessage(String body) {
        ReceivedEvent received = read(body);
        return received instanceof ReceivedEvent.Invalid ? Optional.empty() : Optional.of(received);
    }

    private static Optional<String> type(JsonMembers envelope) {
        envelope.required("specversion", EventFormats.VERSION);
        return envelope.required("type", EventFormats.TEXT);
    }

    private static ReceivedEvent read(
            EventType type, JsonMembers envelope, ValidationErrors errors) {
        Supplier<String> id = envelope.needed("id", EventFormats.TEXT);
        Supplier<Instant> time = envelope.needed("time", EventFormats.TIME);
        Optional<String> trace = envelope.optional("traceid", EventFormats.TEXT);
        Optional<String> actor = envelope.optional("actor", EventFormats.TEXT);
        Optional<Supplier<EventData>> data =
                envelope.requiredObject("data").map(members -> EventDataJson.read(type, members));
        return received(
                errors.orElse(
                        () ->
                                new StockEvent(
                                        id.get(),
                                        time.get(),
                                        trace,
                                        actor,
                                        data.orElseThrow().get())));
    }

    private static ReceivedEvent received(Decoded<StockEvent> decoded) {
        return switch (decoded) {
            case Decoded.Valid(StockEvent known) -> new ReceivedEvent.Known(known);
            case Decoded.Invalid(var all) -> new ReceivedEvent.Invalid(all);
        };
    }

    private static void writeEnvelope(JsonGenerator json, StockEvent event) throws IOException {
        String type = event.type().text();
        json.writeStringField("specversion", VERSION);
        json.writeStringField("id", event.id());
        json.writeStringField("source", event.type().source());
        json.writeStringField("type", type);
        json.writeStringField("subject", event.data().subject());
        json.writeStringField("time", event.time().toString());
        json.writeStringField("datacontenttype", "application/json");
        json.writeStringField("dataschema", SCHEMAS + type + ".json");
        if (event.trace().isPresent()) {
            json.writeStringField("traceid", event.trace().get());
        }
        if (event.actor().isPresent()) {
            json.writeStringField("actor", event.actor().get());
        }
    }
}
