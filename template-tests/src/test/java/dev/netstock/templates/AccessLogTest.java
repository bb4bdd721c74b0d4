package dev.netstock.templates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;

class AccessLogTest {
    /**
     * The only fields that the log may contain. A path would reveal an order, an address a
     * customer.
     */
    private static final Set<String> ALLOWED =
            Set.of(
                    "$context.authorizer.claims.client_id",
                    "$context.authorizer.error",
                    "$context.error.responseType",
                    "$context.integration.requestId",
                    "$context.integration.status",
                    "$context.integrationErrorMessage",
                    "$context.integrationLatency",
                    "$context.requestId",
                    "$context.requestTime",
                    "$context.responseLatency",
                    "$context.responseLength",
                    "$context.routeKey",
                    "$context.status");

    private final StageTemplates dev = StageTemplates.of("dev");

    @Test
    void format_isJsonWithoutCustomerData() throws JsonProcessingException {
        var format = new ObjectMapper().readTree(settings().path("Format").asText());
        assertThat(format.properties())
                .extracting(Map.Entry::getValue)
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrderElementsOf(ALLOWED);
    }

    @Test
    void accessLog_hasAGroupWithRetention() {
        assertThat(dev.textOf(settings().path("DestinationArn"))).isEqualTo("HttpAccessLog.Arn");
        var group = dev.api().resource("AWS::Logs::LogGroup", "HttpAccessLog");
        assertThat(group.property("RetentionInDays").asInt()).isEqualTo(7);
    }

    private JsonNode settings() {
        return dev.api()
                .resource("AWS::ApiGatewayV2::Stage", "HttpStage")
                .property("AccessLogSettings");
    }
}
