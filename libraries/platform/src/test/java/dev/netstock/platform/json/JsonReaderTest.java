package dev.netstock.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.json.Json.JsonArray;
import dev.netstock.platform.json.Json.JsonBoolean;
import dev.netstock.platform.json.Json.JsonNull;
import dev.netstock.platform.json.Json.JsonNumber;
import dev.netstock.platform.json.Json.JsonObject;
import dev.netstock.platform.json.Json.JsonString;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class JsonReaderTest {
    private final ValidationErrors errors = new ValidationErrors();

    @Test
    void read_whenItIsJson_isItsValue() {
        assertThat(read("{\"a\": [\"x\", 1.50, true, null], \"b\": {}}"))
                .contains(
                        new JsonObject(
                                Map.of(
                                        "a",
                                        new JsonArray(
                                                List.of(
                                                        new JsonString("x"),
                                                        new JsonNumber(new BigDecimal("1.50")),
                                                        new JsonBoolean(true),
                                                        new JsonNull())),
                                        "b",
                                        new JsonObject(Map.of()))));
        assertThat(errors.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "[1,",
                "[1,]",
                "{\"a\"}",
                "{a: 1}",
                "nul",
                "'text'",
                "01",
                "+1",
                "NaN",
                "1e99999999999999",
                "\u0000",
                "// nothing\n1",
                " "
            })
    void read_whenItIsNoJson_isOneFault(String text) {
        assertThat(read(text)).isEmpty();
        assertThat(told()).hasSize(1);
    }

    @Test
    void read_whenItBreaksWithinAMember_pointsAtTheMember() {
        assertThat(read("{\"lines\": [{\"sku\": tru}]}")).isEmpty();
        assertThat(told()).extracting(ValidationError::pointer).containsExactly("/lines/0/sku");
    }

    @Test
    void read_whenThereIsNothing_isAFaultOfTheWhole() {
        assertThat(read("")).isEmpty();
        assertThat(told()).extracting(ValidationError::pointer).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{} x", "1 2", "{}]"})
    void read_whenSomethingStandsBehind_isAFault(String text) {
        read(text);
        assertThat(told()).hasSize(1);
    }

    @Test
    void read_whenMembersAreGivenTwice_pointsAtEachOfThem() {
        read("{\"a\": 1, \"a\": 2, \"b\": [{\"c/d~\": 1, \"c/d~\": 1}], \"a\": 3}");
        assertThat(told())
                .extracting(ValidationError::pointer)
                .containsExactly("/a", "/b/0/c~1d~0", "/a");
    }

    @Test
    void read_whenItIsNestedTooDeeply_isAFault() {
        assertThat(read("[".repeat(17) + "]".repeat(17))).isEmpty();
        assertThat(told()).hasSize(1);
        assertThat(
                        JsonReader.read(
                                "["
                                        .repeat(16)
                                        .concat("]".repeat(16))
                                        .getBytes(StandardCharsets.UTF_8),
                                new ValidationErrors()))
                .isPresent();
    }

    @Test
    void read_whenANumberIsTooLong_isAFault() {
        assertThat(read("1".repeat(65))).isEmpty();
        assertThat(told()).hasSize(1);
    }

    @Test
    void read_whenTheBytesAreNoUtf8_isAFault() {
        assertThat(JsonReader.read(new byte[] {'"', (byte) 0xC3, '"'}, errors)).isEmpty();
        assertThat(told()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "ISO-8859-1"})
    void read_whenItIsInAnotherEncoding_isAFault(String encoding) {
        byte[] document = "{\"a\": \"é\"}".getBytes(Charset.forName(encoding));
        assertThat(JsonReader.read(document, errors)).isEmpty();
        assertThat(told()).extracting(ValidationError::pointer).containsExactly("");
    }

    @Test
    void read_withAByteOrderMark_isAFault() {
        assertThat(read("\uFEFF{}")).isEmpty();
        assertThat(told()).extracting(ValidationError::pointer).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\n", "\\u0085", "\u007f", "\u0085"})
    void read_ofTextsThatAreNotClean_pointsAtThemWhereverTheyStand(String text) {
        read(
                "{\"a\": [{\"b\": \"%1$s\"}, \"%1$s\"], \"n%1$s\": {\"c\": \"%1$s\"}}"
                        .formatted(text));
        assertThat(told())
                .extracting(it -> it.pointer().replaceAll("n\ufffd+|nx\ufffd+", "n"))
                .containsExactlyInAnyOrder("/a/0/b", "/a/1", "/n", "/n/c");
        assertThat(told()).extracting(ValidationError::pointer).allMatch(UntrustedText::isClean);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "x\\udc00", "\\ud800\\ud800", "\\ud800x"})
    void read_ofAnEscapeOfHalfACharacter_isAFault(String text) {
        read("{\"a\": \"%s\"}".formatted(text));
        assertThat(told()).extracting(ValidationError::pointer).containsExactly("/a");
    }

    @Test
    void read_ofTextWithHalfACharacter_pointsAtIt() {
        assertThat(JsonReader.read("{\"a\": \"\ud800\"}", errors)).isPresent();
        assertThat(told()).extracting(ValidationError::pointer).containsExactly("/a");
    }

    @Test
    void read_ofATextWithAPairOfSurrogates_isTheText() {
        assertThat(read("\"\\ud83c\\udf75\"")).contains(new JsonString("🍵"));
        assertThat(errors.isEmpty()).isTrue();
    }

    @Test
    void read_ofAMemberWithALongName_cutsThePointer() {
        String name = "🍵".repeat(20_000);
        read("{\"%s\": {\"a\": 1, \"a\": 2}}".formatted(name));
        assertThat(told()).singleElement().satisfies(it -> assertThat(it.pointer()).hasSize(256));
    }

    private Optional<Json> read(String text) {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), errors);
    }

    private List<ValidationError> told() {
        return switch (errors.orElse(() -> "nothing is wrong")) {
            case Decoded.Invalid(var told) -> told;
            case Decoded.Valid(var _) -> List.of();
        };
    }
}
