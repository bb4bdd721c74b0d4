package dev.netstock.platform.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

class JsonMembersTest {
    private static final IntegerFormat DIGIT = new IntegerFormat(0, 9);
    private static final TextFormat<String> WORD =
            new TextFormat<>("Must be a word.", text -> text.matches("[a-z]+"), text -> text);

    private final ValidationErrors errors = new ValidationErrors();

    @Test
    void required_presentMember_returnsItsValue() {
        JsonMembers members = members("{\"digit\": 7, \"word\": \"abc\"}");
        assertThat(members.required("digit", DIGIT)).contains(7L);
        assertThat(members.required("word", WORD)).contains("abc");
        members.refuseOthers();
        assertThat(found()).isEmpty();
    }

    @Test
    void required_missingMember_isAnError() {
        assertThat(members("{}").required("digit", DIGIT)).isEmpty();
        assertThat(found())
                .containsExactly(new ValidationError("/digit", "Required member is missing."));
    }

    @Test
    void required_wrongType_isAnErrorWithTheExpectation() {
        JsonMembers members = members("{\"digit\": \"7\", \"word\": 1}");
        assertThat(members.required("digit", DIGIT)).isEmpty();
        assertThat(members.required("word", WORD)).isEmpty();
        assertThat(found())
                .containsExactly(
                        new ValidationError("/digit", "Must be an integer from 0 to 9."),
                        new ValidationError("/word", "Must be a word."));
    }

    @Test
    void optional_missingMember_isNoError() {
        assertThat(members("{}").optional("digit", DIGIT)).isEmpty();
        assertThat(found()).isEmpty();
    }

    @Test
    void optional_nullMember_isAnError() {
        assertThat(members("{\"digit\": null}").optional("digit", DIGIT)).isEmpty();
        assertThat(found()).extracting(ValidationError::pointer).containsExactly("/digit");
    }

    @Test
    void requiredObjects_invalidElements_reportsAllErrors() {
        List<Long> digits =
                members("{\"list\": [{\"d\": 1}, 2, {\"d\": 10}, {\"e\": 3}, {\"d\": 4}]}")
                        .requiredObjects("list", 9, element -> element.required("d", DIGIT));
        assertThat(digits).containsExactly(1L, 4L);
        assertThat(found())
                .extracting(ValidationError::pointer)
                .containsExactly("/list/1", "/list/2/d", "/list/3/d", "/list/3/e");
    }

    @Test
    void requiredObjects_noneOrTooMany_isOneError() {
        for (String list : List.of("[]", "[{}, {}, {}]", "{}", "null")) {
            members("{\"list\": %s}".formatted(list))
                    .requiredObjects("list", 2, _ -> Optional.of(1));
        }
        assertThat(found())
                .hasSize(4)
                .containsOnly(new ValidationError("/list", "Must be an array of 1 to 2 elements."));
    }

    @Test
    void tolerantObjects_withUnknownMembers_ignoresThem() {
        Supplier<List<Long>> digits =
                members("{\"list\": [{\"d\": 1, \"other\": 2}, {\"d\": 3}]}")
                        .tolerantObjects("list", 9, element -> element.needed("d", DIGIT));
        assertThat(found()).isEmpty();
        assertThat(digits.get()).containsExactly(1L, 3L);
    }

    @Test
    void tolerantObjects_emptyArray_isNoError() {
        assertThat(
                        members("{\"list\": []}")
                                .tolerantObjects("list", 9, element -> element.needed("d", DIGIT))
                                .get())
                .isEmpty();
        assertThat(found()).isEmpty();
    }

    @Test
    void tolerantObjects_invalidOrTooManyElements_reportsErrors() {
        members("{\"list\": [{\"d\": 10}, 2, {}]}")
                .tolerantObjects("list", 9, element -> element.needed("d", DIGIT));
        members("{\"list\": [{}, {}, {}]}")
                .tolerantObjects("list", 2, element -> element.needed("d", DIGIT));
        assertThat(found())
                .extracting(ValidationError::pointer)
                .containsExactly("/list/0/d", "/list/1", "/list/2/d", "/list");
    }

    @Test
    void requiredObject_present_opensIt() {
        JsonMembers members = members("{\"in\": {\"digit\": 1}, \"wrong\": 1}");
        assertThat(members.requiredObject("in").orElseThrow().required("digit", DIGIT))
                .contains(1L);
        assertThat(members.requiredObject("wrong")).isEmpty();
        assertThat(members.requiredObject("missing")).isEmpty();
        assertThat(found())
                .extracting(ValidationError::pointer)
                .containsExactly("/wrong", "/missing");
    }

    @Test
    void booleanFormat_otherValue_isAnError() {
        JsonMembers members = members("{\"yes\": true, \"no\": false, \"text\": \"true\"}");
        assertThat(members.required("yes", new BooleanFormat())).contains(true);
        assertThat(members.required("no", new BooleanFormat())).contains(false);
        assertThat(members.required("text", new BooleanFormat())).isEmpty();
        assertThat(found()).containsExactly(new ValidationError("/text", "Must be true or false."));
        assertThat(new BooleanFormat().parse("true")).contains(true);
        assertThat(new BooleanFormat().parse("false")).contains(false);
        assertThat(new BooleanFormat().parse("TRUE")).isEmpty();
    }

    @Test
    void integerOrWordFormat_otherValue_isAnError() {
        var form = new IntegerOrWordFormat(new IntegerFormat(1, 9), "auto");
        JsonMembers members = members("{\"digit\": 7, \"word\": \"auto\", \"text\": \"7\"}");
        assertThat(members.required("digit", form)).contains(OptionalLong.of(7));
        assertThat(members.required("word", form)).contains(OptionalLong.empty());
        assertThat(members.required("text", form)).isEmpty();
        assertThat(found())
                .containsExactly(
                        new ValidationError("/text", "Must be an integer from 1 to 9, or auto."));
        assertThat(form.parse("7")).contains(OptionalLong.of(7));
        assertThat(form.parse("auto")).contains(OptionalLong.empty());
        assertThat(form.parse("10")).isEmpty();
    }

    @Test
    void hasAny_withoutAnyOfTheMembers_isFalse() {
        JsonMembers members = members("{\"here\": null}");
        assertThat(members.hasAny(List.of("there", "here"))).isTrue();
        assertThat(members.hasAny(List.of("there"))).isFalse();
    }

    @Test
    void refuseOthers_misspelledMember_pointsAtIt() {
        JsonMembers members = members("{\"digit\": 1, \"quan~ti/ty\": 2}");
        members.required("digit", DIGIT);
        members.refuseOthers();
        assertThat(found())
                .containsExactly(new ValidationError("/quan~0ti~1ty", "Unknown member."));
    }

    @Test
    void of_notAnObject_isAnError() {
        Json array = new Json.JsonArray(List.of());
        assertThat(JsonMembers.of(array, "/x", errors)).isEmpty();
        assertThat(found()).containsExactly(new ValidationError("/x", "Must be an object."));
    }

    @Test
    void errors_areReportedUpToALimit() {
        String many = "[" + "1,".repeat(149) + "1]";
        members("{\"list\": %s}".formatted(many)).requiredObjects("list", 150, _ -> Optional.of(1));
        assertThat(found()).hasSize(ValidationErrors.ERRORS_MAX);
    }

    private JsonMembers members(String json) {
        return JsonReader.read(json.getBytes(StandardCharsets.UTF_8), errors)
                .flatMap(value -> JsonMembers.of(value, "", errors))
                .orElseThrow();
    }

    private List<ValidationError> found() {
        return switch (errors.orElse(() -> "nothing is wrong")) {
            case Decoded.Invalid(var found) -> found;
            case Decoded.Valid(var _) -> List.of();
        };
    }
}
