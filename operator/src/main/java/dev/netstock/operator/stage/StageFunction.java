package dev.netstock.operator.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operator.CommandException;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * A function that operators invoke with JSON. Thread-safe.
 *
 * @param arn with the alias
 */
public record StageFunction(LambdaClient lambda, String arn) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A request to be completed: {@code {"action": …}}. */
    public static ObjectNode action(String action) {
        return JsonNodeFactory.instance.objectNode().put("action", action);
    }

    /**
     * Invokes the function and returns its answer.
     *
     * @throws CommandException if the function fails
     */
    public JsonNode call(ObjectNode request) {
        var response =
                lambda.invoke(
                        it ->
                                it.functionName(arn)
                                        .payload(SdkBytes.fromUtf8String(request.toString())));
        JsonNode answer = read(response.payload().asUtf8String());
        if (response.functionError() != null) {
            throw new CommandException(
                    "The function failed at %s: %s"
                            .formatted(
                                    request.path("action").asText(),
                                    answer.path("errorMessage").asText("no message")));
        }
        return answer;
    }

    private static JsonNode read(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException _) {
            throw new CommandException("The function's answer is not JSON");
        }
    }
}
