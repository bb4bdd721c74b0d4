package dev.netstock.local.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * A comparison, as an operator starts it by the function of its control.
 *
 * @param function its ARN
 */
public record Reconcile(LambdaClient lambda, String function) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofHours(1);

    /**
     * Starts one, unless one is under way already, and waits for its end.
     *
     * @param repair whether it mends what it finds
     * @param progress hears of each phase
     * @return its report
     * @throws ReconcileException if another kind of comparison is under way, or its end does not
     *     come
     */
    public JsonNode run(boolean repair, Consumer<String> progress) throws InterruptedException {
        String before = call("status").path("run").asText();
        JsonNode started = call(request("start").put("repair", repair));
        if (started.path("repair").asBoolean() != repair) {
            throw new ReconcileException("another comparison is under way, which does otherwise");
        }
        String underWay = started.path("run").asText();
        String run = awaitEnd(underWay.isEmpty() ? before : "", progress);
        return call(request("report").put("run", run));
    }

    /** The name of the run that came after another, when it has ended. */
    private String awaitEnd(String before, Consumer<String> progress) throws InterruptedException {
        long endNanos = System.nanoTime() + LIMIT.toNanos();
        String told = "";
        while (System.nanoTime() < endNanos) {
            JsonNode status = call("status");
            String run = status.path("run").asText();
            if (!run.equals(before)) {
                String phase = status.path("phase").asText();
                if (!phase.equals(told)) {
                    progress.accept(phase);
                    told = phase;
                }
                if (status.path("state").asText().equals("finished")) {
                    return run;
                }
            }
            Thread.sleep(POLL_INTERVAL);
        }
        throw new ReconcileException("its end did not come in an hour");
    }

    private JsonNode call(String action) {
        return call(request(action));
    }

    private JsonNode call(ObjectNode request) {
        var answer =
                lambda.invoke(
                        it ->
                                it.functionName(function)
                                        .payload(SdkBytes.fromUtf8String(request.toString())));
        String payload = answer.payload().asUtf8String();
        if (answer.functionError() != null) {
            throw new ReconcileException(payload);
        }
        try {
            return JSON.readTree(payload);
        } catch (JsonProcessingException _) {
            throw new ReconcileException("the answer is not JSON");
        }
    }

    private static ObjectNode request(String action) {
        return JSON.createObjectNode().put("action", action);
    }
}
