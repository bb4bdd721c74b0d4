package dev.netstock.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.Heat;
import dev.netstock.events.ShardMessage;
import dev.netstock.events.ShardMessage.Hot;
import dev.netstock.events.ShardMessage.Look;
import dev.netstock.events.ShardMessage.Place;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationError;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.List;

class ShardMessageJsonTest {
    private static final Instant AT = Instant.parse("2026-11-21T02:03:04.567Z");
    private static final ShardMessage HOT =
            new Hot(
                    List.of(
                            Heat.ofChanges("A", "east", 0, 812, AT),
                            Heat.ofThrottles("B", "west", 3, 7, AT)));

    @ParameterizedTest
    @MethodSource("messages")
    void read_ofAWrittenMessage_returnsTheSameMessage(ShardMessage message) {
        assertThat(ShardMessageJson.read(ShardMessageJson.write(message)))
                .isEqualTo(new Decoded.Valid<>(message));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void write_ofAMessage_matchesTheSchema(ShardMessage message) {
        assertThat(Documents.errors("shard-message", ShardMessageJson.write(message))).isEmpty();
    }

    @Test
    void read_whenMembersWereAdded_ignoresThem() {
        var added = Documents.object(ShardMessageJson.write(HOT)).put("new", 1);
        added.get("heat").forEach(heat -> ((ObjectNode) heat).put("new", 1));
        assertThat(Documents.errors("shard-message", added.toString())).isEmpty();
        assertThat(ShardMessageJson.read(added.toString())).isEqualTo(new Decoded.Valid<>(HOT));
    }

    @Test
    void read_whenHeatIsInvalid_reportsItsPointer() {
        String invalid = ShardMessageJson.write(HOT).replace("\"throttled\":7", "\"throttled\":-7");
        assertThat(Documents.errors("shard-message", invalid)).isNotEmpty();
        assertThat(ShardMessageJson.read(invalid))
                .isEqualTo(
                        new Decoded.Invalid<>(
                                List.of(
                                        new ValidationError(
                                                "/heat/1/throttled",
                                                EventFormats.COUNT.expectation()))));
    }

    @Test
    void read_whenItIsNotSuchAMessage_isInvalid() {
        for (String text : List.of("", "{}", "[]", "{\"kind\":\"cold\"}", "{\"kind\":\"heat\"}")) {
            assertThat(ShardMessageJson.read(text)).isInstanceOf(Decoded.Invalid.class);
        }
    }

    private static List<ShardMessage> messages() {
        return List.of(HOT, Look.ALL, new Look(List.of(new Place("A", "east"))));
    }
}
