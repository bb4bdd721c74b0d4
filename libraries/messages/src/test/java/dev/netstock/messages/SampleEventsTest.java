package dev.netstock.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.events.SampleEvents;
import dev.netstock.events.StockEvent;
import dev.netstock.events.movement.MovementKind;
import dev.netstock.platform.json.Decoded;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

class SampleEventsTest {
    @Test
    void json_whenTheSampleExists_returnsItsText() {
        assertThat(SampleEvents.json("checkout/reserve"))
                .contains("\"routeKey\": \"PUT /v1/orders/{orderId}/reservation\"");
    }

    @Test
    void json_whenTheSampleDoesNotExist_throwsWithItsName() {
        assertThatThrownBy(() -> SampleEvents.json("checkout/fly"))
                .hasMessage("No such sample: /samples/checkout/fly.json");
    }

    @Test
    void samples_areListedInTheReadme() {
        String readme = Documents.text(Documents.file("events/README.md"));
        for (String sample : Documents.samples()) {
            String folder = sample.substring(0, sample.indexOf('/') + 1);
            String file = sample.substring(sample.indexOf('/') + 1);
            assertThat(readme.lines())
                    .as(sample)
                    .anyMatch(line -> line.startsWith("| `" + folder) && line.contains(file + "`"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"expiry/reserved", "sales/events", "replenishment/levels"})
    void messages_ofQueuesOfEvents_areEventsWithTheTypeAttribute(String sample) {
        for (JsonNode message : messages(sample)) {
            String body = message.get("body").asString();
            StockEvent event = EventJson.read(body).known().orElseThrow();
            assertThat(Documents.eventErrors(event.type(), body)).isEmpty();
            assertThat(message.get("md5OfBody").asString()).isEqualTo(md5(body));
            if (!sample.startsWith("replenishment")) {
                assertThat(message.at("/messageAttributes/type/stringValue").asString())
                        .isEqualTo(event.type().text());
            }
        }
    }

    @Test
    void messages_ofTheFifoQueue_areGroupedByItem() {
        for (JsonNode message : messages("replenishment/levels")) {
            StockEvent event = EventJson.read(message.get("body").asString()).known().orElseThrow();
            assertThat(message.at("/attributes/MessageGroupId").asString())
                    .isEqualTo(event.data().subject().replace('/', '#'));
            assertThat(message.at("/attributes/MessageDeduplicationId").asString())
                    .isEqualTo(event.id());
        }
    }

    @Test
    void messages_ofTheSweepQueue_areTakes() {
        for (JsonNode message : messages("sweep/takes")) {
            String body = message.get("body").asString();
            assertThat(TakesJson.read(body)).isInstanceOf(Decoded.Valid.class);
            assertThat(Documents.errors("takes", body)).isEmpty();
            assertThat(message.get("md5OfBody").asString()).isEqualTo(md5(body));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shards/heat", "shards/look"})
    void messages_ofTheShardsQueue_areShardMessages(String sample) {
        for (JsonNode message : messages(sample)) {
            String body = message.get("body").asString();
            assertThat(ShardMessageJson.read(body)).isInstanceOf(Decoded.Valid.class);
            assertThat(Documents.errors("shard-message", body)).isEmpty();
            assertThat(message.get("md5OfBody").asString()).isEqualTo(md5(body));
        }
    }

    @Test
    void records_ofTheMovementStream_areTheSamplesOfEachKind() {
        List<String> records =
                messages("movement-intake/movements").stream()
                        .map(record -> record.at("/kinesis/data").asString())
                        .map(data -> new String(Base64.getDecoder().decode(data), UTF_8))
                        .map(json -> Documents.object(json).toString())
                        .toList();
        assertThat(records)
                .containsExactlyElementsOf(
                        Arrays.stream(MovementKind.values())
                                .map(SampleEvents::of)
                                .map(json -> Documents.object(json).toString())
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"file-import/arrived", "file-import/test-event"})
    void messages_ofTheBucket_haveTheDigestsOfTheirBodies(String sample) {
        for (JsonNode message : messages(sample)) {
            assertThat(message.get("md5OfBody").asString())
                    .isEqualTo(md5(message.get("body").asString()));
        }
    }

    private static List<JsonNode> messages(String sample) {
        return List.copyOf(Documents.object(SampleEvents.json(sample)).get("Records").values());
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
