package dev.netstock.operator.reconcile;

import com.fasterxml.jackson.databind.JsonNode;

import dev.netstock.operator.CommandException;
import dev.netstock.operator.stage.StageFunction;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Reconcile runs, started and read through the reconcile control function.
 *
 * @param function the output {@code ReconcileControlFunction}
 */
public record Reconcile(StageFunction function) {
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofHours(1);

    /** The state of the newest run. */
    public JsonNode status() {
        return function.call(StageFunction.action("status"));
    }

    /** The report of the newest run that has finished. */
    public JsonNode report() {
        return function.call(StageFunction.action("report"));
    }

    /**
     * Starts a run, or joins the run in progress.
     *
     * @param repair whether the run repairs its findings
     * @return the state of the run
     * @throws CommandException if a run of the other kind is in progress
     */
    public JsonNode start(boolean repair) {
        JsonNode started = function.call(StageFunction.action("start").put("repair", repair));
        if (started.path("repair").asBoolean() != repair) {
            throw new CommandException(
                    "A reconcile run is in progress, which "
                            + (repair ? "does not repair" : "repairs")
                            + ". Wait until it has finished, then start another.");
        }
        return started;
    }

    /**
     * Starts a run, or joins the run in progress, and waits until it has finished.
     *
     * @param repair whether the run repairs its findings
     * @param progress receives the name of each phase
     * @return the report of the run
     * @throws CommandException if a run of the other kind is in progress, or the run does not
     *     finish within an hour
     */
    public JsonNode run(boolean repair, Consumer<String> progress) throws InterruptedException {
        String before = status().path("run").asText();
        JsonNode started = start(repair);
        String inProgress = started.path("run").asText();
        String run = awaitEnd(inProgress.isEmpty() ? before : "", progress);
        return function.call(StageFunction.action("report").put("run", run));
    }

    /** Waits for the first run after another, and returns its id when it has finished. */
    private String awaitEnd(String before, Consumer<String> progress) throws InterruptedException {
        long endNanos = System.nanoTime() + LIMIT.toNanos();
        String shown = "";
        while (System.nanoTime() < endNanos) {
            JsonNode status = status();
            String run = status.path("run").asText();
            if (!run.equals(before)) {
                String phase = status.path("phase").asText();
                if (!phase.equals(shown)) {
                    progress.accept(phase);
                    shown = phase;
                }
                if (status.path("state").asText().equals("finished")) {
                    return run;
                }
            }
            Thread.sleep(POLL_INTERVAL);
        }
        throw new CommandException(
                "The reconcile run did not finish within an hour. It may still be in progress: see"
                        + " reconcile --status.");
    }
}
