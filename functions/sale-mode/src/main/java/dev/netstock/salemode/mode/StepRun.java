package dev.netstock.salemode.mode;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of a step.
 *
 * @param step the step
 * @param number the version of sale mode at which the step began; it stays the same when the step
 *     is resumed; 0 before the step begins
 * @param beganAt when the step began
 * @param doneAt when the step was done
 * @param message the status of the step, as text for people; may be empty
 */
public record StepRun(
        Step step,
        long number,
        Optional<Instant> beganAt,
        Optional<Instant> doneAt,
        String message) {
    static StepRun waiting(Step step) {
        return new StepRun(step, 0, Optional.empty(), Optional.empty(), "");
    }

    public boolean isRunning() {
        return beganAt.isPresent() && doneAt.isEmpty();
    }

    public boolean isDone() {
        return doneAt.isPresent();
    }

    /** {@code waiting}, {@code running} or {@code done}. */
    public String state() {
        return isDone() ? "done" : isRunning() ? "running" : "waiting";
    }

    StepRun begin(long version, Instant now) {
        return new StepRun(step, version, Optional.of(now), doneAt, message);
    }

    StepRun withMessage(String other) {
        return new StepRun(step, number, beganAt, doneAt, other);
    }

    StepRun complete(String result, Instant now) {
        return new StepRun(step, number, beganAt, Optional.of(now), result);
    }
}
