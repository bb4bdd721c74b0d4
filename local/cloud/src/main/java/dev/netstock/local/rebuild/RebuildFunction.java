package dev.netstock.local.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The function that rebuilds a projection, called directly. Thread-safe.
 *
 * @param arn with the alias
 */
public record RebuildFunction(LambdaClient lambda, String arn) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A request to be completed: {@code {"action": …}}. */
    static ObjectNode action(String action) {
        return JsonNodeFactory.instance.objectNode().put("action", action);
    }

    /**
     * What the function answers.
     *
     * @throws RebuildException if it fails
     */
    JsonNode call(ObjectNode request) {
        var response =
                lambda.invoke(
                        it ->
                                it.functionName(arn)
                                        .payload(SdkBytes.fromUtf8String(request.toString())));
        JsonNode answer = read(response.payload().asUtf8String());
        if (response.functionError() != null) {
            throw new RebuildException(
                    "The function failed at %s: %s"
                            .formatted(
                                    request.path("action").asText(),
                                    answer.path("errorMessage").asText("without a word")));
        }
        return answer;
    }

    private static JsonNode read(String answer) {
        try {
            return JSON.readTree(answer);
        } catch (JsonProcessingException _) {
            throw new RebuildException("The function's answer is not JSON");
        }
    }
}
