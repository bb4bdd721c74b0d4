package dev.netstock.descriptions;

import static dev.netstock.descriptions.Repository.event;

import dev.netstock.events.EventType;
import dev.netstock.events.SampleEvents;
import dev.netstock.events.movement.MovementKind;
import dev.netstock.messages.EventJson;
import dev.netstock.messages.ReceivedEvent;
import dev.netstock.messages.ShardMessageJson;
import dev.netstock.messages.TakesJson;
import dev.netstock.messages.movement.MovementJson;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationError;
import dev.netstock.platform.testing.Agreement;
import dev.netstock.platform.testing.SchemaEdges;
import dev.netstock.platform.testing.SchemaEdges.Edge;
import dev.netstock.platform.testing.Schemas;
import dev.netstock.platform.testing.Schemas.Place;
import dev.netstock.platform.testing.Words;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Readers of events and messages accept exactly what the schemas accept, at each limit. */
class EventsDescriptionTest {
    private static final Schemas SCHEMAS = Repository.schemas();
    private static final SchemaEdges EDGES =
            new SchemaEdges(SCHEMAS, Words.beside(EventType.class));

    /** Attributes that are always written, and that no consumer of net-stock reads. */
    private static final Set<String> NOT_READ =
            Set.of("/source", "/subject", "/datacontenttype", "/dataschema");

    @ParameterizedTest
    @EnumSource
    void read_ofAnEvent_acceptsWhatItsSchemaAccepts(EventType type) {
        require(
                Repository.payload(type),
                List.of(JsonMapper.shared().readTree(SampleEvents.of(type))),
                edge -> !NOT_READ.contains(edge.pointer()) && type(edge).equals(type.text()),
                json ->
                        EventJson.read(json)
                                        instanceof
                                        ReceivedEvent.Invalid(List<ValidationError> errors)
                                ? errors
                                : List.of());
    }

    @Test
    void read_ofAMovement_acceptsWhatItsSchemaAccepts() {
        String adjustment = SampleEvents.of(MovementKind.ADJUSTMENT);
        String withoutNote =
                adjustment
                        .replace("\"other\"", "\"damaged\"")
                        .replaceFirst(",\\s*\"reasonNote\": \"[^\"]*\"", "");
        require(
                event("movement.recorded.json", ""),
                Stream.concat(
                                Arrays.stream(MovementKind.values()).map(SampleEvents::of),
                                Stream.of(withoutNote))
                        .map(json -> JsonMapper.shared().readTree(json))
                        .toList(),
                _ -> true,
                json -> faults(MovementJson.read(json.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void read_ofTakes_acceptsWhatTheirSchemaAccepts() {
        require(
                event("takes.json", ""),
                bodies("sweep/takes"),
                _ -> true,
                json -> faults(TakesJson.read(json)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void read_ofAShardMessage_acceptsWhatItsSchemaAccepts(int kind) {
        require(
                event("shard-message.json", "/oneOf/" + kind),
                bodies(kind == 0 ? "shards/heat" : "shards/look"),
                edge -> !edge.pointer().equals("/kind"),
                json -> faults(ShardMessageJson.read(json)));
    }

    private static void require(
            Place schema,
            List<JsonNode> samples,
            Predicate<Edge> isRead,
            Function<String, List<ValidationError>> faults) {
        Agreement agreement = new Agreement(SCHEMAS, Set.of());
        for (JsonNode sample : samples) {
            for (Edge edge : EDGES.of(schema, sample)) {
                if (isRead.test(edge)) {
                    String json = edge.value().toString();
                    agreement.add(
                            edge,
                            SCHEMAS.faults(schema, json).isEmpty(),
                            faults.apply(json).stream().map(ValidationError::message).toList());
                }
            }
        }
        agreement.require();
    }

    /** An event of an unknown type is ignored, even if it is incomplete. */
    private static String type(Edge edge) {
        return edge.value().path("type").asString("");
    }

    private static <T> List<ValidationError> faults(Decoded<T> decoded) {
        return decoded instanceof Decoded.Invalid<T>(List<ValidationError> faults)
                ? faults
                : List.of();
    }

    /** The bodies of the messages of a queue's sample. */
    private static List<JsonNode> bodies(String name) {
        return Stream.of(JsonMapper.shared().readTree(SampleEvents.json(name)))
                .flatMap(queue -> queue.get("Records").valueStream())
                .map(record -> JsonMapper.shared().readTree(record.get("body").asString()))
                .toList();
    }
}
