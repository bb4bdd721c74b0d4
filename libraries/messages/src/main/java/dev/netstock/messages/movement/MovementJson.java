package dev.netstock.messages.movement;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementKind;
import dev.netstock.events.movement.MovementReason;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.Json;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.JsonReader;
import dev.netstock.platform.json.JsonWriter;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The event {@code movement.recorded} as JSON: the structured mode of CloudEvents 1.0. Reading
 * ignores unknown attributes and members, and requires those that the schema requires. Thread-safe.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON
 *     Event Format for CloudEvents 1.0.2</a>
 */
public final class MovementJson {
    public static final String TYPE = "movement.recorded";

    private static final String VERSION = "1.0";
    private static final TextFormat<String> SPECIFICATION =
            new TextFormat<>("Must be the version 1.0.", VERSION::equals, Function.identity());
    private static final TextFormat<String> ID =
            new TextFormat<>(
                    "Must be a non-empty string.", text -> !text.isEmpty(), Function.identity());

    private MovementJson() {}

    /** Reads an event in UTF-8, which may be invalid. */
    public static Decoded<Movement> read(byte[] json) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Supplier<Movement>> movement =
                JsonReader.read(json, errors)
                        .flatMap(value -> JsonMembers.of(value, "", errors))
                        .flatMap(MovementJson::event);
        return errors.orElse(() -> movement.orElseThrow().get());
    }

    /**
     * Reads the {@code data} of an event whose source is known from elsewhere. Unknown members are
     * validation errors here, so that a misspelled one is noticed, and an adjustment needs a
     * reason.
     *
     * @param pointer the position of {@code data} in the document
     */
    public static Decoded<Movement> readData(String source, Json data, String pointer) {
        ValidationErrors errors = new ValidationErrors();
        Optional<Supplier<Movement>> movement =
                JsonMembers.of(data, pointer, errors)
                        .map(
                                members -> {
                                    var kind = members.required("kind", MovementFormats.KIND);
                                    var reason = reason(isAdjustment(kind), members);
                                    var read = data(() -> source, kind, reason, members);
                                    members.refuseOthers();
                                    return read;
                                });
        return errors.orElse(() -> movement.orElseThrow().get());
    }

    /** Writes an event, in one line. */
    public static String write(Movement movement) {
        return JsonWriter.object(
                json -> {
                    json.writeStringField("specversion", VERSION);
                    json.writeStringField(
                            "id", movement.movementId() + "@" + movement.businessDate());
                    json.writeStringField("source", movement.source());
                    json.writeStringField("type", TYPE);
                    json.writeObjectFieldStart("data");
                    data(movement).to(json);
                    json.writeEndObject();
                });
    }

    /** The members of {@code data}. */
    public static JsonWriter.Part data(Movement movement) {
        return json -> {
            json.writeStringField("movementId", movement.movementId());
            json.writeStringField("kind", movement.kind().text());
            json.writeStringField("sku", movement.sku());
            json.writeStringField("location", movement.location());
            json.writeNumberField("units", movement.units());
            json.writeStringField("occurredAt", movement.occurredAt().toString());
            json.writeStringField("businessDate", movement.businessDate().toString());
            if (movement.orderId().isPresent()) {
                json.writeStringField("orderId", movement.orderId().get());
            }
            if (movement.reason().isPresent()) {
                write(json, movement.reason().get());
            }
        };
    }

    private static Optional<Supplier<Movement>> event(JsonMembers envelope) {
        envelope.required("specversion", SPECIFICATION);
        envelope.required("type", MovementFormats.TYPE);
        envelope.required("id", ID);
        Supplier<String> source = envelope.needed("source", MovementFormats.SOURCE);
        return envelope.requiredObject("data")
                .map(
                        data -> {
                            var kind = data.required("kind", MovementFormats.KIND);
                            var reason = reason(false, data);
                            var by = data.optional("recordedBy", MovementFormats.RECORDED_BY);
                            var approved = data.optional("approvedBy", MovementFormats.RECORDED_BY);
                            return data(
                                    source,
                                    kind,
                                    reason.map(it -> by.map(it::by).orElse(it))
                                            .map(it -> approved.map(it::approvedBy).orElse(it)),
                                    data);
                        });
    }

    private static Supplier<Movement> data(
            Supplier<String> source,
            Optional<MovementKind> kind,
            Optional<MovementReason> reason,
            JsonMembers data) {
        var id = data.needed("movementId", MovementFormats.MOVEMENT_ID);
        var sku = data.needed("sku", MovementFormats.SKU);
        var location = data.needed("location", MovementFormats.LOCATION);
        var units = units(kind, data);
        var occurredAt = data.needed("occurredAt", MovementFormats.TIME);
        var businessDate = data.needed("businessDate", MovementFormats.DATE);
        var orderId = orderId(kind, data);
        return () ->
                new Movement(
                        source.get(),
                        id.get(),
                        kind.orElseThrow(),
                        sku.get(),
                        location.get(),
                        units.orElseThrow(),
                        occurredAt.get(),
                        businessDate.get(),
                        orderId,
                        reason);
    }

    private static boolean isAdjustment(Optional<MovementKind> kind) {
        return kind.filter(it -> it == MovementKind.ADJUSTMENT).isPresent();
    }

    private static Optional<MovementReason> reason(boolean isRequired, JsonMembers data) {
        Optional<MovementReason.Code> code =
                isRequired || data.hasAny(List.of("reasonNote", "recordedBy", "approvedBy"))
                        ? data.required("reasonCode", MovementFormats.REASON_CODE)
                        : data.optional("reasonCode", MovementFormats.REASON_CODE);
        Optional<String> note =
                code.filter(it -> it == MovementReason.Code.OTHER).isPresent()
                        ? data.required("reasonNote", MovementFormats.REASON_NOTE)
                        : data.optional("reasonNote", MovementFormats.REASON_NOTE);
        return code.map(it -> new MovementReason(it, note));
    }

    private static void write(JsonGenerator json, MovementReason reason) throws IOException {
        json.writeStringField("reasonCode", reason.code().text());
        if (reason.note().isPresent()) {
            json.writeStringField("reasonNote", reason.note().get());
        }
        if (reason.by().isPresent()) {
            json.writeStringField("recordedBy", reason.by().get());
        }
        if (reason.approvedBy().isPresent()) {
            json.writeStringField("approvedBy", reason.approvedBy().get());
        }
    }

    private static Optional<Long> units(Optional<MovementKind> kind, JsonMembers data) {
        boolean isSigned = kind.map(MovementKind::isSigned).orElse(true);
        IntegerFormat format =
                isSigned ? MovementFormats.SIGNED_UNITS : MovementFormats.POSITIVE_UNITS;
        Optional<Long> units = data.required("units", format);
        if (units.filter(it -> it == 0).isPresent()) {
            data.refuse("units", "Must not be 0.");
        }
        return units;
    }

    /** A shipment requires one: without it, the shipment could not be matched with its order. */
    private static Optional<String> orderId(Optional<MovementKind> kind, JsonMembers data) {
        return kind.filter(it -> it == MovementKind.SHIPMENT).isPresent()
                ? data.required("orderId", MovementFormats.ORDER_ID)
                : data.optional("orderId", MovementFormats.ORDER_ID);
    }
}
