package dev.netstock.local.httpapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.netstock.local.lambda.FunctionInvoker;
import dev.netstock.local.lambda.Invocation;

/** Lets the body of a request say what the probe does; without one the probe answers its event. */
record DoingInvoker(FunctionInvoker functions) implements FunctionInvoker {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Invocation invoke(String function, String event) {
        try {
            JsonNode body = JSON.readTree(event).path("body");
            boolean tells = body.asText().startsWith("{\"do\"");
            return functions.invoke(function, tells ? body.asText() : event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The HTTP API sent an event that is not JSON", e);
        }
    }
}
