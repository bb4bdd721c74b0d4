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
    void read_json_returnsItsValue() {
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
    void read_invalidJson_isOneError(String text) {
        assertThat(read(text)).isEmpty();
        assertThat(found()).hasSize(1);
    }

    @Test
    void read_brokenMember_pointsAtTheMember() {
        assertThat(read("{\"lines\": [{\"sku\": tru}]}")).isEmpty();
        assertThat(found()).extracting(ValidationError::pointer).containsExactly("/lines/0/sku");
    }

    @Test
    void read_emptyDocument_isAnErrorOfTheWholeDocument() {
        assertThat(read("")).isEmpty();
        assertThat(found()).extracting(ValidationError::pointer).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "{} x", "1 2", "{}]"})
    void read_trailingData_isAnError(String text) {
        read(text);
        assertThat(found()).hasSize(1);
    }

    @Test
    void read_duplicateMembers_pointsAtEachOfThem() {
        read("{\"a\": 1, \"a\": 2, \"b\": [{\"c/d~\": 1, \"c/d~\": 1}], \"a\": 3}");
        assertThat(found())
                .extracting(ValidationError::pointer)
                .containsExactly("/a", "/b/0/c~1d~0", "/a");
    }

    @Test
    void read_tooDeepNesting_isAnError() {
        assertThat(read("[".repeat(17) + "]".repeat(17))).isEmpty();
        assertThat(found()).hasSize(1);
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
    void read_tooLongNumber_isAnError() {
        assertThat(read("1".repeat(65))).isEmpty();
        assertThat(found()).hasSize(1);
    }

    @Test
    void read_bytesThatAreNotUtf8_isAnError() {
        assertThat(JsonReader.read(new byte[] {'"', (byte) 0xC3, '"'}, errors)).isEmpty();
        assertThat(found()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "ISO-8859-1"})
    void read_otherEncoding_isAnError(String encoding) {
        byte[] document = "{\"a\": \"é\"}".getBytes(Charset.forName(encoding));
        assertThat(JsonReader.read(document, errors)).isEmpty();
        assertThat(found()).extracting(ValidationError::pointer).containsExactly("");
    }

    @Test
    void read_withAByteOrderMark_isAnError() {
        assertThat(read("\uFEFF{}")).isEmpty();
        assertThat(found()).extracting(ValidationError::pointer).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\n", "\\u0085", "\u007f", "\u0085"})
    void read_uncleanTexts_pointsAtThemAtAnyDepth(String text) {
        read(
                "{\"a\": [{\"b\": \"%1$s\"}, \"%1$s\"], \"n%1$s\": {\"c\": \"%1$s\"}}"
                        .formatted(text));
        assertThat(found())
                .extracting(it -> it.pointer().replaceAll("n\ufffd+|nx\ufffd+", "n"))
                .containsExactlyInAnyOrder("/a/0/b", "/a/1", "/n", "/n/c");
        assertThat(found()).extracting(ValidationError::pointer).allMatch(UntrustedText::isClean);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "x\\udc00", "\\ud800\\ud800", "\\ud800x"})
    void read_escapedUnpairedSurrogate_isAnError(String text) {
        read("{\"a\": \"%s\"}".formatted(text));
        assertThat(found()).extracting(ValidationError::pointer).containsExactly("/a");
    }

    @Test
    void read_unpairedSurrogate_pointsAtIt() {
        assertThat(JsonReader.read("{\"a\": \"\ud800\"}", errors)).isPresent();
        assertThat(found()).extracting(ValidationError::pointer).containsExactly("/a");
    }

    @Test
    void read_surrogatePair_returnsTheText() {
        assertThat(read("\"\\ud83c\\udf75\"")).contains(new JsonString("🍵"));
        assertThat(errors.isEmpty()).isTrue();
    }

    @Test
    void read_longMemberName_truncatesThePointer() {
        String name = "🍵".repeat(20_000);
        read("{\"%s\": {\"a\": 1, \"a\": 2}}".formatted(name));
        assertThat(found()).singleElement().satisfies(it -> assertThat(it.pointer()).hasSize(256));
    }

    private Optional<Json> read(String text) {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), errors);
    }

    private List<ValidationError> found() {
        return switch (errors.orElse(() -> "nothing is wrong")) {
            case Decoded.Invalid(var found) -> found;
            case Decoded.Valid(var _) -> List.of();
        };
    }
}
