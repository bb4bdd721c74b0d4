package dev.netstock.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import dev.netstock.platform.telemetry.FailureTally;
import dev.netstock.platform.telemetry.Telemetry;
import dev.netstock.platform.testing.HttpCall;
import dev.netstock.platform.testing.TestContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class EntityTagTest {
    private static final String ROUTE = "GET /things";

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"other\", %s", " W/\"x\" ,W/%s ", "*"})
    void answer_whenTheCallerNamesTheTag_hasNoBody(String known) {
        String tag = tag(ask("one", ""));
        APIGatewayV2HTTPResponse answer = ask("one", known.formatted(tag));
        assertThat(answer.getStatusCode()).isEqualTo(304);
        assertThat(answer.getBody()).isEmpty();
        assertThat(answer.getHeaders()).containsEntry("etag", tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"other\"", "W/", "''"})
    void answer_whenTheCallerNamesNoTagOrAnother_isWhole(String known) {
        APIGatewayV2HTTPResponse answer = ask("one", known);
        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getBody()).isEqualTo("{\"name\":\"one\"}");
        assertThat(answer.getHeaders())
                .containsEntry("content-type", "application/json")
                .containsEntry("cache-control", "no-cache");
    }

    @Test
    void tag_dependsOnTheContentsAlone() {
        String tag = tag(ask("one", ""));
        assertThat(tag).matches("\"[0-9a-f]{32}\"").isEqualTo(tag(ask("one", "")));
        assertThat(tag(ask("two", ""))).isNotEqualTo(tag);
    }

    private static String tag(APIGatewayV2HTTPResponse answer) {
        return answer.getHeaders().getOrDefault("etag", "");
    }

    private static APIGatewayV2HTTPResponse ask(String name, String known) {
        Endpoint endpoint =
                request ->
                        EntityTag.answer(
                                request,
                                Answer.of(
                                        200, "read", json -> json.writeStringField("name", name)));
        var event = HttpCall.of(ROUTE).event();
        if (!known.isEmpty()) {
            event.setHeaders(Map.of("if-none-match", known));
        }
        return new HttpFunction(
                        List.of(new Route(ROUTE, "readThings", endpoint)),
                        new Telemetry("things", new FailureTally()))
                .answer(event, TestContext.create());
    }
}
