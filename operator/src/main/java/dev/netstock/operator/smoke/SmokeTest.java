package dev.netstock.operator.smoke;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operator.CommandException;
import dev.netstock.operator.stage.StageApi;
import dev.netstock.operator.stage.StageApi.Answer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One order of one unit: reserved, repeated, read and released through the API, until the history
 * has both steps. If a step fails, the hold expires by itself. Not thread-safe.
 */
public final class SmokeTest {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int UNKNOWN = 404;
    private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

    private final StageApi api;
    private final String sku;
    private final Duration historyLimit;
    private final String order = "smoke-" + UUID.randomUUID();
    private final List<Step> steps = new ArrayList<>();

    /**
     * A step that has succeeded.
     *
     * @param name {@code reserve}
     * @param took from the request to the answer; for {@code history}, from the release
     */
    public record Step(String name, Duration took) {}

    /**
     * A test of a stage.
     *
     * @param sku has stock at some location, and is not for sale
     * @param historyLimit how long the history may take to show the order
     */
    public SmokeTest(StageApi api, String sku, Duration historyLimit) {
        this.api = api;
        this.sku = sku;
        this.historyLimit = historyLimit;
    }

    /** The id of its order. */
    public String order() {
        return order;
    }

    /** The steps that have succeeded so far. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /**
     * Runs the test.
     *
     * @throws CommandException if a step fails; the message names it and has the API's reason
     */
    public void run() throws InterruptedException {
        String reservation = "/v1/orders/" + order + "/reservation";
        step("read stock", "GET", "/v1/stock/" + sku, OK);
        JsonNode reserved = step("reserve", "PUT", reservation, CREATED);
        require("reserve", reserved.path("state").asText().equals("RESERVED"), reserved);
        JsonNode repeated = step("repeat", "PUT", reservation, OK);
        require("repeat", repeated.equals(reserved), repeated);
        JsonNode read = step("read order", "GET", reservation, OK);
        require("read order", read.path("state").asText().equals("RESERVED"), read);
        JsonNode released = step("release", "DELETE", reservation, OK);
        require("release", released.path("state").asText().equals("RELEASED"), released);
        awaitHistory();
    }

    private JsonNode step(String name, String method, String path, int expected) {
        long startedAt = System.nanoTime();
        Answer answer = api.send(method, path, body(method));
        if (name.equals("read stock") && answer.status() == UNKNOWN) {
            throw new CommandException(
                    "SKU %s is unknown. Import stock of it once: smoke --seed LOCATION"
                            .formatted(sku));
        }
        JsonNode body;
        try {
            body = answer.expect(expected);
        } catch (CommandException e) {
            throw new CommandException("The step \"" + name + "\" failed. " + e.getMessage());
        }
        steps.add(new Step(name, Duration.ofNanos(System.nanoTime() - startedAt)));
        return body;
    }

    private Optional<JsonNode> body(String method) {
        if (!method.equals("PUT")) {
            return Optional.empty();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("lines").addObject().put("sku", sku).put("quantity", 1);
        return Optional.of(body);
    }

    private static void require(String step, boolean holds, JsonNode answer) {
        if (!holds) {
            throw new CommandException(
                    "The step \"" + step + "\" has an unexpected answer: " + answer);
        }
    }

    private void awaitHistory() throws InterruptedException {
        long startedAt = System.nanoTime();
        Set<String> types = Set.of();
        while (System.nanoTime() - startedAt < historyLimit.toNanos()) {
            types =
                    api.get("/v1/stock/" + sku + "/deltas?limit=100")
                            .path("deltas")
                            .valueStream()
                            .filter(it -> it.at("/cause/id").asText().equals(order))
                            .map(it -> it.path("type").asText())
                            .collect(Collectors.toSet());
            if (types.equals(Set.of("RESERVED", "RELEASED"))) {
                steps.add(new Step("history", Duration.ofNanos(System.nanoTime() - startedAt)));
                return;
            }
            Thread.sleep(POLL_INTERVAL);
        }
        throw new CommandException(
                "The step \"history\" failed. After %d s, the history of %s has these steps of the order: %s"
                        .formatted(historyLimit.toSeconds(), sku, types));
    }
}
