package dev.netstock.salemode.mode;

import java.time.Instant;
import java.util.Optional;

/**
 * How a step stands.
 *
 * @param step which
 * @param number the version of sale mode at which it began, the same however often it is resumed; 0
 *     before
 * @param beganAt when
 * @param doneAt when it was done
 * @param told what is to say about it, for people; empty for nothing
 */
public record StepRun(
        Step step, long number, Optional<Instant> beganAt, Optional<Instant> doneAt, String told) {
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

    StepRun begun(long version, Instant now) {
        return new StepRun(step, version, Optional.of(now), doneAt, told);
    }

    StepRun noted(String words) {
        return new StepRun(step, number, beganAt, doneAt, words);
    }

    StepRun done(String words, Instant now) {
        return new StepRun(step, number, beganAt, Optional.of(now), words);
    }
}
