package dev.netstock.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code docs/asyncapi.yaml} describes every type of event and refers to its schema. */
class AsyncApiTest {
    private static final JsonNode DOCUMENT = Documents.ASYNC_API;

    @Test
    void document_isOfVersion3() {
        assertThat(DOCUMENT.get("asyncapi").asString()).isEqualTo("3.0.0");
    }

    @ParameterizedTest
    @EnumSource
    void message_ofAType_refersToTheEnvelopeAndTheSchemaOfTheType(EventType type) {
        JsonNode message = Documents.message(type);
        assertThat(message.at("/payload/allOf/0/$ref").asString()).endsWith("/envelope.json");
        JsonNode members = message.at("/payload/allOf/1/properties");
        assertThat(members.at("/type/const").asString()).isEqualTo(type.text());
        assertThat(members.at("/source/const").asString()).isEqualTo(type.source());
        assertThat(members.at("/dataschema/const").asString())
                .isEqualTo(EventJson.SCHEMAS + type.text() + ".json");
        assertThat(members.at("/data/$ref").asString())
                .endsWith("/dev/netstock/events/" + type.text() + ".json");
    }

    @Test
    void channelsOfAllEvents_listEveryType() {
        for (String channel : List.of("stockEvents", "archive")) {
            assertThat(typesOf(channel))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(EventType.values()).map(EventType::text).toList());
        }
    }

    @Test
    void queuesOfOneType_listIt() {
        assertThat(typesOf("levels")).containsExactly("level.changed");
        assertThat(typesOf("supplyChain")).containsExactly("replenishment.requested");
        assertThat(typesOf("takes")).containsExactly("takes");
        assertThat(typesOf("shards")).containsExactly("shard-message");
        assertThat(typesOf("stockMovements")).containsExactly("movement.recorded");
    }

    @Test
    void references_resolve() {
        List<String> references = new ArrayList<>();
        DOCUMENT.findValues("$ref").forEach(reference -> references.add(reference.asString()));
        assertThat(references).hasSizeGreaterThan(40).allMatch(AsyncApiTest::resolves);
    }

    private static boolean resolves(String reference) {
        return reference.startsWith("#")
                ? !DOCUMENT.at(reference.substring(1)).isMissingNode()
                : Files.exists(Documents.ASYNC_API_FILE.resolveSibling(reference));
    }

    private static List<String> typesOf(String channel) {
        return DOCUMENT.at("/channels/" + channel + "/messages")
                .valueStream()
                .map(message -> DOCUMENT.at(message.get("$ref").asString().substring(1)))
                .map(message -> message.get("name").asString())
                .toList();
    }
}
