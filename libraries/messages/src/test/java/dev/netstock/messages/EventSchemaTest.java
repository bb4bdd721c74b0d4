package dev.netstock.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventType;
import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The schemas say of events what the records do. */
class EventSchemaTest {
    @ParameterizedTest
    @EnumSource
    void schema_ofWhatIsWritten_findsNothingWrong(EventType type) {
        StockEvent event = EventJson.read(sample(type).toString()).known().orElseThrow();
        assertThat(Documents.faults("envelope", EventJson.write(event))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void schema_ofAType_requiresTheMembersThatAreWrittenAndDescribesNoOthers(EventType type) {
        JsonNode schema = Documents.schema(type.text());
        assertThat(new TreeSet<>(schema.get("properties").propertyNames()))
                .isEqualTo(new TreeSet<>(data(sample(type)).propertyNames()));
        assertThat(schema.get("required").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrderElementsOf(schema.get("properties").propertyNames());
    }

    @ParameterizedTest
    @EnumSource
    void schema_whenMembersAreAdded_allowsThem(EventType type) {
        ObjectNode added = sample(type).put("new", "attribute");
        data(added).put("new", "member");
        assertThat(Documents.faults("envelope", added.toString())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void schema_whenAMemberIsMissingOrHasAnotherForm_saysSoAsReadingDoes(EventType type) {
        for (String member : List.copyOf(data(sample(type)).propertyNames())) {
            ObjectNode without = sample(type);
            data(without).remove(member);
            ObjectNode wrong = sample(type);
            data(wrong).putNull(member);
            for (ObjectNode broken : List.of(without, wrong)) {
                assertThat(Documents.faults("envelope", broken.toString())).isNotEmpty();
                assertThat(EventJson.read(broken.toString()))
                        .isInstanceOf(ReceivedEvent.Broken.class);
            }
        }
    }

    @Test
    void schema_ofTheEnvelope_describesTheAttributesThatAreWritten() {
        JsonNode properties = Documents.schema("envelope").get("properties");
        assertThat(properties.propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        sample(EventType.RESERVATION_RESERVED).propertyNames());
    }

    @ParameterizedTest
    @EnumSource
    void schema_ofAnEvent_standsWhereTheEventSays(EventType type) {
        String id = sample(type).get("dataschema").asString();
        assertThat(Documents.schema(type.text()).get("$id").asString()).isEqualTo(id);
    }

    @Test
    void eventType_whenItIsSpelled_isReadBack() {
        assertThat(Arrays.stream(EventType.values()).map(EventType::text))
                .allSatisfy(
                        text ->
                                assertThat(EventType.parse(text).map(EventType::text))
                                        .contains(text));
        assertThat(EventType.parse("stock.moved")).isEqualTo(Optional.empty());
    }

    private static ObjectNode sample(EventType type) {
        return Documents.object(SampleEvents.json("events/" + type.text()));
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.get("data");
    }
}
