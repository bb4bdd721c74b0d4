package dev.netstock.platform.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

/**
 * A response, as the caller reads it.
 *
 * @param status the HTTP status
 * @param body the body
 * @param answer the whole response
 */
public record Reply(int status, JsonNode body, APIGatewayV2HTTPResponse answer) {
    public static Reply of(APIGatewayV2HTTPResponse answer) {
        return new Reply(
                answer.getStatusCode(), JsonMapper.shared().readTree(answer.getBody()), answer);
    }

    /** The problem's slug; empty for a success. */
    public String problem() {
        return body.has("title") ? ApiDescription.slug(body.get("type").asString()) : "";
    }

    /** The text or number at a JSON Pointer. */
    public String at(String pointer) {
        return body.at(pointer).asString();
    }

    /** The pointers of the reported errors. */
    public List<String> pointers() {
        return body.path("errors").values().stream()
                .map(error -> error.get("pointer").asString())
                .toList();
    }
}
