package dev.netstock.messages;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.events.SampleEvents;
import dev.netstock.events.movement.Movement;
import dev.netstock.events.movement.MovementKind;
import dev.netstock.messages.movement.MovementJson;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

/** The contract of {@code movement.recorded}: reader, writer, schema and samples agree. */
class MovementJsonTest {
    private static final String SCHEMA = MovementJson.TYPE;

    @ParameterizedTest
    @EnumSource
    void write_ofTheReadSample_equalsTheSample(MovementKind kind) {
        Movement movement = valid(sample(kind));
        assertThat(movement.kind()).isEqualTo(kind);
        assertThat(Documents.object(MovementJson.write(movement))).isEqualTo(sample(kind));
        assertThat(Documents.errors(SCHEMA, MovementJson.write(movement))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void read_whenAMemberIsMissingOrNull_reportsItsPointerAsTheSchemaDoes(MovementKind kind) {
        for (String member : List.copyOf(data(sample(kind)).propertyNames())) {
            ObjectNode without = sample(kind);
            data(without).remove(member);
            ObjectNode wrong = sample(kind);
            data(wrong).putNull(member);
            for (ObjectNode invalid : List.of(without, wrong)) {
                assertThat(errors(invalid))
                        .extracting(ValidationError::pointer)
                        .containsExactly("/data/" + member);
                assertThat(Documents.errors(SCHEMA, invalid.toString())).isNotEmpty();
            }
        }
    }

    @Test
    void read_whenARequiredAttributeIsMissing_reportsItsPointer() {
        for (String attribute : List.of("specversion", "id", "source", "type", "data")) {
            ObjectNode without = sample(MovementKind.SALE);
            without.remove(attribute);
            assertThat(errors(without))
                    .extracting(ValidationError::pointer)
                    .containsExactly("/" + attribute);
            assertThat(Documents.errors(SCHEMA, without.toString())).isNotEmpty();
        }
    }

    @Test
    void read_whenMembersWereAdded_ignoresThem() {
        ObjectNode added = sample(MovementKind.SALE).put("partitionkey", "new");
        data(added).put("till", 3);
        assertThat(valid(added)).isEqualTo(valid(sample(MovementKind.SALE)));
        assertThat(Documents.errors(SCHEMA, added.toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "SALE, -1",
        "RECEIPT, 0",
        "SHIPMENT, -2",
        "RETURN, 0",
        "ADJUSTMENT, 0",
        "TRANSFER, 0",
        "SALE, 1000000001",
        "ADJUSTMENT, -1000000001"
    })
    void read_whenTheUnitsDoNotFitTheKind_rejectsThemAsTheSchemaDoes(
            MovementKind kind, long units) {
        ObjectNode wrong = sample(kind);
        data(wrong).put("units", units);
        assertThat(errors(wrong))
                .extracting(ValidationError::pointer)
                .containsExactly("/data/units");
        assertThat(Documents.errors(SCHEMA, wrong.toString())).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "sku, 4901 2345",
        "location, Shinjuku",
        "movementId, ''",
        "movementId, 伝票",
        "kind, theft",
        "occurredAt, yesterday",
        "occurredAt, 1999-12-31T23:59:59Z",
        "businessDate, 2026-02-30",
        "businessDate, 21.11.2026",
        "businessDate, 9999-01-01",
        "orderId, A 1"
    })
    void read_whenATextHasAnInvalidFormat_reportsItsPointer(String member, String text) {
        ObjectNode wrong = sample(MovementKind.SALE);
        data(wrong).put(member, text);
        assertThat(errors(wrong))
                .extracting(ValidationError::pointer)
                .containsExactly("/data/" + member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "7", "{}", "{\"specversion\": \"1.0\"}"})
    void read_whenItIsNotAnEvent_isInvalid(String text) {
        assertThat(MovementJson.read(text.getBytes(UTF_8))).isInstanceOf(Decoded.Invalid.class);
    }

    @Test
    void signedUnits_ofEachKind_areTheChangeOnHand() {
        assertThat(List.of(MovementKind.values()))
                .extracting(kind -> valid(sample(kind)).signedUnits())
                .containsExactly(-1L, 24L, -2L, -2L, -3L, 1L);
    }

    private static ObjectNode sample(MovementKind kind) {
        return Documents.object(SampleEvents.of(kind));
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.get("data");
    }

    private static Movement valid(ObjectNode event) {
        return ((Decoded.Valid<Movement>) MovementJson.read(event.toString().getBytes(UTF_8)))
                .value();
    }

    private static List<ValidationError> errors(ObjectNode event) {
        return switch (MovementJson.read(event.toString().getBytes(UTF_8))) {
            case Decoded.Invalid(List<ValidationError> errors) -> errors;
            case Decoded.Valid<Movement> _ -> List.of();
        };
    }
}
