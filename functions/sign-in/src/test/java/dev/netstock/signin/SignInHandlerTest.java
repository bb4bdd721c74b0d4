package dev.netstock.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.events.SampleEvents;
import dev.netstock.platform.testing.StreamCalls;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SignInHandlerTest {
    private static final String SAMPLE = SampleEvents.json("sign-in/person");

    private final SignInHandler handler = new SignInHandler();

    @ParameterizedTest
    @CsvSource({
        "'[\"viewer\"]', '[\"netstock/operate\",\"netstock/reserve\"]'",
        "'[\"operator\"]', '[]'",
        "'[\"admin\"]', '[]'",
        "'[\"viewer\",\"operator\"]', '[]'",
        "'[\"Operator\"]',"
            + " '[\"netstock/operate\",\"netstock/read\",\"netstock/reserve\",\"netstock/view\"]'",
        "'[]', '[\"netstock/operate\",\"netstock/read\",\"netstock/reserve\",\"netstock/view\"]'",
        "'null', '[\"netstock/operate\",\"netstock/read\",\"netstock/reserve\",\"netstock/view\"]'"
    })
    void handleRequest_removesTheScopesThatNoGroupOfThePersonHas(String groups, String removed) {
        assertThat(removed(answered(SAMPLE.replace("[\"viewer\"]", groups))))
                .isEqualTo(JsonMapper.shared().readTree(removed));
    }

    @Test
    void handleRequest_returnsTheRestOfTheEventUnchanged() {
        var sent = (ObjectNode) JsonMapper.shared().readTree(SAMPLE);
        var answer = (ObjectNode) answered(SAMPLE);

        assertThat(answer.without("response")).isEqualTo(sent.without("response"));
    }

    @Test
    void handleRequest_withoutGroupConfiguration_removesAllScopes() {
        assertThat(removed(answered("{\"request\":{}}"))).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"request\":"})
    void handleRequest_ofAnythingElse_fails(String event) {
        assertThatThrownBy(() -> answered(event)).isInstanceOf(IllegalArgumentException.class);
    }

    private JsonNode answered(String event) {
        return JsonMapper.shared()
                .readTree(StreamCalls.invoke(handler, event, TestContext.withTimeLeft(1_000)));
    }

    private static JsonNode removed(JsonNode answer) {
        return answer.at(
                "/response/claimsAndScopeOverrideDetails/accessTokenGeneration/scopesToSuppress");
    }
}
