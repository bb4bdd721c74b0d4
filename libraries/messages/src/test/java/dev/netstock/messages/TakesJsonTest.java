package dev.netstock.messages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.events.TakesMessage;
import dev.netstock.events.TakesMessage.TakeMade;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.ValidationError;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.node.ObjectNode;

import java.util.List;

class TakesJsonTest {
    private static final TakesMessage MESSAGE =
            new TakesMessage(
                    List.of(
                            new TakeMade("A", "east", 0, 7, "o-1", 1, 2),
                            new TakeMade("B", "west", 3, 8, "o-2", 3, 1)));

    @Test
    void read_ofAWrittenMessage_returnsTheSameMessage() {
        assertThat(TakesJson.read(TakesJson.write(MESSAGE)))
                .isEqualTo(new Decoded.Valid<>(MESSAGE));
    }

    @Test
    void write_ofAMessage_matchesTheSchema() {
        assertThat(Documents.errors("takes", TakesJson.write(MESSAGE))).isEmpty();
    }

    @Test
    void read_whenMembersWereAdded_ignoresThem() {
        var added = Documents.object(TakesJson.write(MESSAGE)).put("new", 1);
        added.get("takes").forEach(take -> ((ObjectNode) take).put("new", 1));
        assertThat(Documents.errors("takes", added.toString())).isEmpty();
        assertThat(TakesJson.read(added.toString())).isEqualTo(new Decoded.Valid<>(MESSAGE));
    }

    @Test
    void read_whenATakeIsInvalid_reportsItsPointer() {
        String invalid = TakesJson.write(MESSAGE).replace("\"units\":1", "\"units\":0");
        assertThat(Documents.errors("takes", invalid)).isNotEmpty();
        assertThat(TakesJson.read(invalid))
                .isEqualTo(
                        new Decoded.Invalid<>(
                                List.of(
                                        new ValidationError(
                                                "/takes/1/units",
                                                EventFormats.NUMBER.expectation()))));
    }

    @Test
    void read_whenItIsNotSuchAMessage_isInvalid() {
        for (String text : List.of("", "{}", "[]", "{\"takes\": 1}")) {
            assertThat(TakesJson.read(text)).isInstanceOf(Decoded.Invalid.class);
        }
    }
}
