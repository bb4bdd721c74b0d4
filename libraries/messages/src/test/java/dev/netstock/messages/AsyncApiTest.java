package dev.netstock.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.EventType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code docs/asyncapi.yaml} tells of every type, by the schemas. */
class AsyncApiTest {
    private static final Path FILE = Documents.file("docs/asyncapi.yaml");
    private static final JsonNode DOCUMENT = new YAMLMapper().readTree(Documents.text(FILE));

    @Test
    void document_whenItIsRead_isOfTheVersionThatItSays() {
        assertThat(DOCUMENT.get("asyncapi").asString()).isEqualTo("3.0.0");
    }

    @ParameterizedTest
    @EnumSource
    void message_ofAType_hasThePayloadThatTheSchemasSay(EventType type) {
        JsonNode message = message(type.text());
        assertThat(message.at("/payload/allOf/0/$ref").asString()).endsWith("/envelope.json");
        JsonNode members = message.at("/payload/allOf/1/properties");
        assertThat(members.at("/type/const").asString()).isEqualTo(type.text());
        assertThat(members.at("/data/$ref").asString())
                .endsWith("/schemas/" + type.text() + ".json");
    }

    @Test
    void topicAndArchive_ofAllEvents_nameEveryType() {
        for (String channel : List.of("stockEvents", "archive")) {
            assertThat(typesOf(channel))
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(EventType.values()).map(EventType::text).toList());
        }
    }

    @Test
    void queues_ofOneType_nameIt() {
        assertThat(typesOf("levels")).containsExactly("level.changed");
        assertThat(typesOf("supplyChain")).containsExactly("replenishment.requested");
        assertThat(typesOf("takes")).containsExactly("takes");
        assertThat(typesOf("shards")).containsExactly("shard-message");
        assertThat(typesOf("stockMovements")).containsExactly("movement.recorded");
    }

    @Test
    void references_wherever_leadSomewhere() {
        List<String> references = new ArrayList<>();
        DOCUMENT.findValues("$ref").forEach(reference -> references.add(reference.asString()));
        assertThat(references).hasSizeGreaterThan(40).allMatch(AsyncApiTest::leadsSomewhere);
    }

    private static boolean leadsSomewhere(String reference) {
        return reference.startsWith("#")
                ? !DOCUMENT.at(reference.substring(1)).isMissingNode()
                : Files.exists(FILE.resolveSibling(reference));
    }

    private static List<String> typesOf(String channel) {
        return DOCUMENT.at("/channels/" + channel + "/messages")
                .valueStream()
                .map(message -> DOCUMENT.at(message.get("$ref").asString().substring(1)))
                .map(message -> message.get("name").asString())
                .toList();
    }

    private static JsonNode message(String name) {
        return DOCUMENT.at("/components/messages")
                .valueStream()
                .filter(message -> message.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
