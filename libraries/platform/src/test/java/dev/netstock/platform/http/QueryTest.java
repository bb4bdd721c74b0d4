package dev.netstock.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationError;
import dev.netstock.platform.json.ValidationErrors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class QueryTest {
    private static final IntegerFormat DIGIT = new IntegerFormat(0, 9);
    private static final TextFormat<String> TEXT =
            new TextFormat<>("Must be some text.", text -> !text.isEmpty(), text -> text);

    private final ValidationErrors errors = new ValidationErrors();

    @Test
    void optional_presentParameter_returnsItsDecodedValue() {
        Query query = Query.parse("digit=7&text=a%2Fb+c", errors);
        assertThat(query.optional("digit", DIGIT)).contains(7L);
        assertThat(query.optional("text", TEXT)).contains("a/b c");
        assertThat(query.optional("other", TEXT)).isEmpty();
        query.refuseOthers();
        assertThat(found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"text=%FF", "text=%C0%AF", "%ED%A0%80=1", "text=%", "text=é", "a=%u1234"})
    void parse_percentEncodedBytesThatAreNotUtf8_isAnError(String raw) {
        Query.parse(raw, errors).optional("text", TEXT);
        assertThat(found()).extracting(ValidationError::pointer).contains("query:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "a%0Ab", "%7F", "%C2%85"})
    void optional_withControlCharacters_isAnErrorWithASanitizedPointer(String text) {
        Query query = Query.parse("text=" + text + "&n" + text + "=1", errors);
        assertThat(query.optional("text", TEXT)).isEmpty();
        query.refuseOthers();
        assertThat(found())
                .extracting(ValidationError::pointer)
                .containsExactly(
                        "query:/text", "query:/n" + text.replaceAll("%C2%85|%..", "\ufffd"));
    }

    @Test
    void required_presentParameter_returnsItsValue() {
        Query query = Query.parse("digit=7", errors);
        assertThat(query.required("digit", DIGIT)).contains(7L);
        query.refuseOthers();
        assertThat(found()).isEmpty();
    }

    @Test
    void required_missingParameter_isAnError() {
        assertThat(Query.parse("", errors).required("digit", DIGIT)).isEmpty();
        assertThat(found())
                .containsExactly(
                        new ValidationError("query:/digit", "Required parameter is missing."));
    }

    @Test
    void optional_repeatedParameter_isAnError() {
        assertThat(Query.parse("digit=7&digit=7", errors).optional("digit", DIGIT)).isEmpty();
        assertThat(found()).extracting(ValidationError::pointer).containsExactly("query:/digit");
    }

    @Test
    void optional_parameterWithoutAValue_isAnError() {
        assertThat(Query.parse("text", errors).optional("text", TEXT)).isEmpty();
        assertThat(found())
                .containsExactly(new ValidationError("query:/text", "Must be some text."));
    }

    @Test
    void repeated_valueWithAComma_isOneValue() {
        assertThat(Query.parse("text=a,b&text=c", errors).repeated("text", TEXT, 2))
                .containsExactly("a,b", "c");
    }

    @Test
    void repeated_invalidValues_pointsAtEach() {
        List<Long> digits = Query.parse("d=1&d=x&d=3&d=44", errors).repeated("d", DIGIT, 9);
        assertThat(digits).containsExactly(1L, 3L);
        assertThat(found())
                .extracting(ValidationError::pointer)
                .containsExactly("query:/d/1", "query:/d/3");
    }

    @Test
    void repeated_noneOrTooMany_isAnError() {
        Query.parse("", errors).repeated("d", DIGIT, 2);
        Query.parse("d=1&d=2&d=3", errors).repeated("d", DIGIT, 2);
        assertThat(found())
                .hasSize(2)
                .containsOnly(new ValidationError("query:/d", "Must be given 1 to 2 times."));
    }

    @Test
    void refuseOthers_misspelledParameter_pointsAtIt() {
        Query query = Query.parse("limitt=5", errors);
        query.optional("limit", DIGIT);
        query.refuseOthers();
        assertThat(found())
                .containsExactly(new ValidationError("query:/limitt", "Unknown parameter."));
    }

    @Test
    void parse_brokenPercentEncoding_isAnError() {
        Query.parse("a=%zz", errors);
        assertThat(found()).extracting(ValidationError::pointer).containsExactly("query:");
    }

    private List<ValidationError> found() {
        return switch (errors.orElse(() -> "nothing is wrong")) {
            case Decoded.Invalid(var found) -> found;
            case Decoded.Valid(var _) -> List.of();
        };
    }
}
