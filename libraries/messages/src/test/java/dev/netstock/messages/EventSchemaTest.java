package dev.netstock.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventType;
import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.events.movement.MovementKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Schemas and records define the same events. */
class EventSchemaTest {
    /** Members that were added later: events of before lack them. */
    private static final Set<String> ADDED = Set.of("setAside");

    @ParameterizedTest
    @EnumSource
    void write_ofEachType_matchesTheSchema(EventType type) {
        StockEvent event = EventJson.read(sample(type).toString()).known().orElseThrow();
        assertThat(Documents.eventErrors(type, EventJson.write(event))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void schema_ofAType_requiresExactlyTheWrittenMembers(EventType type) {
        JsonNode schema = Documents.schema(type);
        assertThat(new TreeSet<>(schema.get("properties").propertyNames()))
                .isEqualTo(new TreeSet<>(data(sample(type)).propertyNames()));
        Set<String> always = new TreeSet<>(schema.get("properties").propertyNames());
        always.removeAll(ADDED);
        assertThat(schema.get("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(always);
    }

    @ParameterizedTest
    @EnumSource
    void schema_whenMembersAreAdded_acceptsTheEvent(EventType type) {
        ObjectNode added = sample(type).put("new", "attribute");
        data(added).put("new", "member");
        assertThat(Documents.eventErrors(type, added.toString())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void schema_whenAMemberIsMissingOrNull_rejectsTheEventAsReadDoes(EventType type) {
        for (String member : List.copyOf(data(sample(type)).propertyNames())) {
            if (ADDED.contains(member)) {
                continue;
            }
            ObjectNode without = sample(type);
            data(without).remove(member);
            ObjectNode wrong = sample(type);
            data(wrong).putNull(member);
            for (ObjectNode invalid : List.of(without, wrong)) {
                assertThat(Documents.eventErrors(type, invalid.toString())).isNotEmpty();
                assertThat(EventJson.read(invalid.toString()))
                        .isInstanceOf(ReceivedEvent.Invalid.class);
            }
        }
    }

    @Test
    void schema_ofTheEnvelope_describesTheWrittenAttributes() {
        JsonNode properties = Documents.envelope().get("properties");
        assertThat(properties.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        sample(EventType.RESERVATION_RESERVED).propertyNames());
    }

    @ParameterizedTest
    @EnumSource
    void schema_ofAType_hasTheIdInTheEvent(EventType type) {
        String id = sample(type).get("dataschema").asString();
        assertThat(Documents.schema(type).get("$id").asString()).isEqualTo(id);
    }

    @ParameterizedTest
    @EnumSource
    void guide_listsEachType(EventType type) {
        assertThat(Documents.text(Documents.file("docs/events.md")).lines())
                .anyMatch(line -> line.startsWith("| `") && line.contains("`" + type.text() + "`"));
    }

    @Test
    void contracts_areASchemaAndASampleOfEachTypeAndOfEachMessage() {
        Set<String> files = new TreeSet<>();
        for (EventType type : EventType.values()) {
            files.add(type.text() + ".json");
            files.add(type.text() + ".sample.json");
        }
        for (MovementKind kind : MovementKind.values()) {
            files.add("movement.recorded." + kind.text() + ".sample.json");
        }
        files.addAll(
                Set.of(
                        "common.json",
                        "envelope.json",
                        "movement.recorded.json",
                        "shard-message.json",
                        "takes.json"));
        assertThat(Documents.contracts()).containsExactlyInAnyOrderElementsOf(files);
    }

    @Test
    void parse_ofTheTextOfAType_returnsTheType() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::text))
                .allSatisfy(
                        text ->
                                assertThat(EventType.parse(text).map(EventType::text))
                                        .contains(text));
        assertThat(EventType.parse("stock.moved")).isEqualTo(Optional.empty());
    }

    private static ObjectNode sample(EventType type) {
        return Documents.object(SampleEvents.of(type));
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.get("data");
    }
}
