package dev.netstock.local.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.topics.FilterPolicy.Scope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Filter policies, with the examples of the developer guide. Quotes are single here. */
class FilterPolicyTest {
    /**
     * Strings and arrays of strings.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/string-value-matching.html">String
     *     value matching</a>
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'i': ['rugby', 'tennis']}                    | String       | rugby      | true",
                "{'i': ['rugby', 'tennis']}                    | String       | baseball   | false",
                "{'i': ['rugby', 'tennis']}         | String.Array | ['rugby', 'tennis'] | true",
                "{'i': ['tennis']}                | String.Array | ['baseball', 'tennis'] | true",
                "{'i': ['rugby', 'tennis']}                    | String.Array | ['baseball'] |"
                        + " false",
                "{'i': [{'anything-but': ['rugby', 'tennis']}]} | String       | baseball   | true",
                "{'i': [{'anything-but': ['rugby', 'tennis']}]} | String       | rugby      |"
                        + " false",
                "{'i': [{'anything-but': ['rugby']}]}     | String.Array | ['rugby', 'golf'] |"
                        + " true",
                "{'i': [{'anything-but': ['rugby']}]}          | String.Array | ['rugby']   |"
                        + " false",
                "{'i': [{'anything-but': {'prefix': 'ru'}}]}   | String       | rugby      | false",
                "{'i': [{'prefix': 'bas'}]}                    | String       | baseball   | true",
                "{'i': [{'prefix': 'bas'}]}                    | String       | rugby      | false",
                "{'i': [{'suffix': 'ball'}]}                   | String       | baseball   | true",
                "{'i': [{'equals-ignore-case': 'tennis'}]}     | String       | TENNIS     | true",
                "{'i': ['Tennis']}                             | String       | tennis     | false",
            })
    void accepts_whenAnAttributeIsAString_comparesEachString(
            String policy, String type, String value, boolean accepts) {
        assertThat(letsAttribute(policy, type, value)).isEqualTo(accepts);
    }

    /**
     * Numbers.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/numeric-value-matching.html">Numeric
     *     value matching</a>
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'i': [{'numeric': ['=', 301.5]}]}            | Number | 301.5   | true",
                "{'i': [{'numeric': ['=', 301.5]}]}            | Number | 3.015e2 | true",
                "{'i': [{'numeric': ['>', 0, '<=', 150]}]}     | Number | 150     | true",
                "{'i': [{'numeric': ['>', 0, '<=', 150]}]}     | Number | 0       | false",
                "{'i': [{'anything-but': [100, 500]}]}         | Number | 100.1   | true",
                "{'i': [{'anything-but': [100, 500]}]}         | Number | 100     | false",
                "{'i': [{'numeric': ['=', 5]}]}                | String | 5       | false",
            })
    void accepts_whenAnAttributeIsANumber_comparesNumerically(
            String policy, String type, String value, boolean accepts) {
        assertThat(letsAttribute(policy, type, value)).isEqualTo(accepts);
    }

    /**
     * Keys.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html">Attribute
     *     key matching</a>
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'i': [{'exists': true}]}      | true",
                "{'i': [{'exists': false}]}     | false",
                "{'other': [{'exists': false}]} | true",
                "{'other': [{'exists': true}]}  | false",
            })
    void accepts_withExists_checksTheKey(String policy, boolean accepts) {
        assertThat(letsAttribute(policy, "String", "rugby")).isEqualTo(accepts);
    }

    /**
     * Several keys.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/and-or-logic.html">AND and OR</a>
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type': ['sold'], 'place': ['tokyo']}                      | true",
                "{'type': ['sold'], 'place': ['osaka']}                      | false",
                "{'type': ['sold'], 'missing': ['x']}                        | false",
                "{'$or': [{'type': ['bought']}, {'place': ['tokyo']}]}       | true",
                "{'$or': [{'type': ['bought']}, {'place': ['osaka']}]}       | false",
                "{'type': ['sold'], '$or': [{'place': ['tokyo']}, {'x': ['y']}]} | true",
            })
    void accepts_withSeveralKeys_requiresAllOrOneAlternative(String policy, boolean accepts) {
        var message =
                message(
                        "body",
                        Map.of(
                                "type", new MessageAttribute("String", "sold"),
                                "place", new MessageAttribute("String", "tokyo")));

        assertThat(policy(policy, Scope.MessageAttributes).accepts(message)).isEqualTo(accepts);
    }

    /**
     * Bodies.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering-scope.html">
     *     Filter policy scope</a>
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'order': {'units': [{'numeric': ['>', 1]}]}} | {'order': {'units': 2}} | true",
                "{'order': {'units': [{'numeric': ['>', 1]}]}} | {'order': {'units': 1}} | false",
                "{'tags': ['new']}                   | {'tags': ['sale', 'new']} | true",
                "{'tags': ['new']}                   | no JSON                   | false",
                "{'tags': ['new']}                   | ['new']                   | false",
            })
    void accepts_withBodyScope_comparesItsProperties(String policy, String body, boolean accepts) {
        var message = message(json(body), Map.of());

        assertThat(policy(policy, Scope.MessageBody).accepts(message)).isEqualTo(accepts);
    }

    @Test
    void accepts_whenAnAttributeIsBinary_ignoresIt() {
        assertThat(letsAttribute("{'i': [{'exists': true}]}", "Binary", "AAAA")).isFalse();
    }

    /**
     * Limits.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html">Filter
     *     policy constraints</a>
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no JSON                                  | FilterPolicy",
                "['a']                                    | a JSON object is expected",
                "{'a': 'b'}                               | must be an object or an array",
                "{'a': [{'odd': 1}]}                      | Unrecognized match type odd",
                "{'a': {'b': ['c']}}                      | does not support nested",
                "{'a':[1],'b':[1],'c':[1],'d':[1],'e':[1],'f':[1]} | more than 5 keys",
                "{'a': [1,2,3,4,5,6,7,8,9,10,11,12,13], 'b': [1,2,3,4,5,6,7,8,9,10,11,12]}"
                        + " | more than 150 combinations",
            })
    void parse_ofAnInvalidPolicy_isRejected(String policy, String why) {
        assertThat(FilterPolicy.parse(json(policy), Scope.MessageAttributes))
                .isInstanceOfSatisfying(
                        Validated.Refused.class,
                        refused -> {
                            assertThat(refused.refusal().code()).isEqualTo("InvalidParameter");
                            assertThat(refused.refusal().message()).contains(why);
                        });
    }

    /** The guide's example: 4 values three deep and 3 values two deep make 4 × 3 × 3 × 2 = 72. */
    @Test
    void parse_whenABodyPolicyIsNested_countsItsDepth() {
        String twice = "{'a': {'b': {'c': [1,2,3,4]}}, 'd': {'e': [1,2,3]}, 'f': [%s]}";

        assertThat(FilterPolicy.parse(json(twice.formatted("1,2")), Scope.MessageBody))
                .isInstanceOf(Validated.Valid.class);
        assertThat(FilterPolicy.parse(json(twice.formatted("1,2,3")), Scope.MessageBody))
                .isInstanceOf(Validated.Refused.class);
    }

    private static boolean letsAttribute(String policy, String type, String value) {
        var attribute =
                new MessageAttribute(type, type.equals("String.Array") ? json(value) : value);
        return policy(policy, Scope.MessageAttributes)
                .accepts(message("body", Map.of("i", attribute)));
    }

    private static FilterPolicy policy(String json, Scope scope) {
        return switch (FilterPolicy.parse(json(json), scope)) {
            case Validated.Valid<FilterPolicy>(FilterPolicy policy) -> policy;
            case Validated.Refused<FilterPolicy>(SnsError refusal) ->
                    throw new IllegalArgumentException(refusal.message());
        };
    }

    private static Message message(String body, Map<String, MessageAttribute> attributes) {
        return new Message("id", Instant.EPOCH, Optional.empty(), body, attributes);
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
