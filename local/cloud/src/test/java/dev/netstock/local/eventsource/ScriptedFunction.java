package dev.netstock.local.eventsource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.local.lambda.FunctionInvoker;
import dev.netstock.local.lambda.Invocation;
import dev.netstock.local.lambda.Invocation.Answered;
import dev.netstock.local.lambda.Invocation.Failed;
import dev.netstock.local.lambda.Invocation.Report;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** A function in this process that records its events and returns scripted responses. */
final class ScriptedFunction implements FunctionInvoker {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Report REPORT = new Report("request", "function", "1", "");

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final Function<JsonNode, Invocation> script;

    /** A function with a script. */
    ScriptedFunction(Function<JsonNode, Invocation> script) {
        this.script = script;
    }

    static ScriptedFunction answering(String answer) {
        return new ScriptedFunction(_ -> answered(answer));
    }

    static Invocation answered(String answer) {
        return new Answered(answer, REPORT);
    }

    static Invocation failed() {
        return new Failed("{\"errorMessage\":\"as asked\"}", REPORT);
    }

    /** Reports the messages whose bodies match as failed. */
    static Invocation report(JsonNode event, Predicate<String> fails) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode failures = answer.putArray("batchItemFailures");
        event.path("Records")
                .forEach(
                        it -> {
                            if (fails.test(it.path("body").asText())) {
                                failures.addObject().set("itemIdentifier", it.path("messageId"));
                            }
                        });
        return answered(answer.toString());
    }

    @Override
    public Invocation invoke(String function, String event) {
        JsonNode read = read(event);
        events.add(read);
        return script.apply(read);
    }

    List<JsonNode> events() {
        return events;
    }

    /** The bodies of each batch, in order of the calls. */
    List<List<String>> batches() {
        return events.stream().map(ScriptedFunction::bodies).toList();
    }

    static List<String> bodies(JsonNode event) {
        return StreamSupport.stream(event.path("Records").spliterator(), false)
                .map(it -> it.path("body").asText())
                .toList();
    }

    private static JsonNode read(String event) {
        try {
            return JSON.readTree(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The event is not JSON", e);
        }
    }
}
