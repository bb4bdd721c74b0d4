package dev.netstock.local.httpapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.lambda.FunctionInvoker;
import dev.netstock.local.lambda.Invocation;

/**
 * Passes the request body to the probe as its instruction; without a body the probe returns its
 * event.
 */
record DoingInvoker(FunctionInvoker functions) implements FunctionInvoker {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Invocation invoke(String function, String event) {
        try {
            JsonNode body = JSON.readTree(event).path("body");
            boolean hasInstruction = body.asText().startsWith("{\"do\"");
            return functions.invoke(function, hasInstruction ? body.asText() : event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The HTTP API sent an event that is not JSON", e);
        }
    }
}
