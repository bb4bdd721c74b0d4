package dev.netstock.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventData;
import dev.netstock.events.EventType;
import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.platform.json.ValidationError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

class EventJsonTest {
    private static final List<String> REQUIRED_ATTRIBUTES =
            List.of("specversion", "id", "type", "time", "data");

    @ParameterizedTest
    @EnumSource
    void write_ofTheReadSample_equalsTheSample(EventType type) {
        StockEvent event = known(sample(type));
        assertThat(event.type()).isEqualTo(type);
        assertThat(Documents.object(EventJson.write(event))).isEqualTo(sample(type));
    }

    @ParameterizedTest
    @EnumSource
    void read_ofAWrittenEvent_returnsTheSameEvent(EventType type) {
        StockEvent event = known(sample(type));
        String json = EventJson.write(event);
        assertThat(json).doesNotContain("\n");
        assertThat(EventJson.read(json)).isEqualTo(new ReceivedEvent.Known(event));
    }

    @ParameterizedTest
    @EnumSource
    void read_whenMembersWereAdded_ignoresThem(EventType type) {
        ObjectNode added = sample(type);
        added.put("partitionkey", "new");
        data(added).putObject("new").put("member", 1);
        if (data(added).get("lines") instanceof ArrayNode lines) {
            lines.forEach(line -> ((ObjectNode) line).put("new", true));
        }
        assertThat(known(added)).isEqualTo(known(sample(type)));
    }

    @ParameterizedTest
    @EnumSource
    void read_whenAMemberOfDataIsMissing_reportsItsPointer(EventType type) {
        for (JsonNode required : Documents.schema(type).get("required").values()) {
            String member = required.asString();
            ObjectNode without = sample(type);
            data(without).remove(member);
            assertThat(errors(without))
                    .containsExactly(
                            new ValidationError("/data/" + member, "Required member is missing."));
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_whenAMemberOfDataIsNull_reportsItsPointer(EventType type) {
        for (String member : List.copyOf(data(sample(type)).propertyNames())) {
            ObjectNode wrong = sample(type);
            data(wrong).putNull(member);
            assertThat(errors(wrong))
                    .extracting(ValidationError::pointer)
                    .containsExactly("/data/" + member);
        }
    }

    @Test
    void read_whenARequiredAttributeIsMissing_reportsItsPointer() {
        for (String attribute : REQUIRED_ATTRIBUTES) {
            ObjectNode without = sample(EventType.LEVEL_CHANGED);
            without.remove(attribute);
            assertThat(errors(without))
                    .extracting(ValidationError::pointer)
                    .containsExactly("/" + attribute);
        }
    }

    @Test
    void read_whenALineIsInvalid_reportsThePointers() {
        ObjectNode event = sample(EventType.RESERVATION_RESERVED);
        ArrayNode lines = (ArrayNode) data(event).get("lines");
        lines.addObject().put("sku", "A").put("location", "East Side").put("shard", 0);
        lines.add(1);
        assertThat(errors(event))
                .extracting(ValidationError::pointer)
                .containsExactly("/data/lines/1/location", "/data/lines/1/units", "/data/lines/2");
    }

    @Test
    void read_whenTheTypeIsUnknown_isNotAnInvalidEvent() {
        ObjectNode later =
                Documents.object(
                        "{\"specversion\": \"1.0\", \"type\": \"stock.moved\", \"data\": 7}");
        assertThat(EventJson.read(later.toString()))
                .isEqualTo(new ReceivedEvent.OfUnknownType("stock.moved"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no JSON", "[]", "7", "{}", "{\"specversion\": \"1.0\"}"})
    void read_whenItIsNotAnEvent_isInvalid(String text) {
        assertThat(EventJson.read(text)).isInstanceOf(ReceivedEvent.Invalid.class);
        assertThat(EventJson.read(text).known()).isEmpty();
    }

    @Test
    void read_whenSpecversionIsNot1_isInvalid() {
        ObjectNode event = sample(EventType.OVERSOLD).put("specversion", "2.0");
        assertThat(errors(event))
                .extracting(ValidationError::pointer)
                .containsExactly("/specversion");
    }

    @Test
    void read_whenTheTimeHasAnOffset_returnsTheSameInstant() {
        ObjectNode event = sample(EventType.OVERSOLD).put("time", "2026-11-21T11:06:00+09:00");
        assertThat(known(event).time()).isEqualTo(Instant.parse("2026-11-21T02:06:00Z"));
    }

    @Test
    void read_whenActorAndTraceAreAbsent_leavesThemEmpty() {
        StockEvent event = known(sample(EventType.LEVEL_CHANGED));
        assertThat(event.actor()).isEmpty();
        assertThat(event.trace()).isEmpty();
    }

    @Test
    void write_ofSpecialCharacters_escapesThem() {
        var event =
                new StockEvent(
                        "id\"\\/",
                        Instant.EPOCH,
                        Optional.of("ü"),
                        Optional.empty(),
                        new EventData.LevelChanged("A", "east", Long.MIN_VALUE, Long.MAX_VALUE));
        assertThat(EventJson.read(EventJson.write(event)))
                .isEqualTo(new ReceivedEvent.Known(event));
    }

    @Test
    void write_ofALevelWithUnitsThatAreSetAside_namesThem() {
        var level = new EventData.LevelChanged("A", "east", 7, 3, 12);
        var event = new StockEvent("id", Instant.EPOCH, Optional.empty(), Optional.empty(), level);
        String json = EventJson.write(event);

        assertThat(json).contains("\"available\":7,\"setAside\":3,");
        assertThat(EventJson.read(json)).isEqualTo(new ReceivedEvent.Known(event));
        assertThat(level.total()).isEqualTo(10);
    }

    private static ObjectNode sample(EventType type) {
        return Documents.object(SampleEvents.of(type));
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.get("data");
    }

    private static StockEvent known(ObjectNode event) {
        return EventJson.read(event.toString()).known().orElseThrow();
    }

    private static List<ValidationError> errors(ObjectNode event) {
        return switch (EventJson.read(event.toString())) {
            case ReceivedEvent.Invalid(List<ValidationError> errors) -> errors;
            case ReceivedEvent.Known _, ReceivedEvent.OfUnknownType _ -> List.of();
        };
    }
}
