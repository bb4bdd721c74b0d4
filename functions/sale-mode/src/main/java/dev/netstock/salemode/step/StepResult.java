package dev.netstock.salemode.step;

import dev.netstock.salemode.mode.SaleDaySummary;

/** The result of running a step. */
public sealed interface StepResult {
    /**
     * The step is done.
     *
     * @param message the result, as text for people; may be empty
     * @param day what is now known of the sale
     */
    record Done(String message, SaleDaySummary day) implements StepResult {}

    /**
     * The step has to wait for something.
     *
     * @param message what it waits for, as text for people
     */
    record Waiting(String message) implements StepResult {
        /** For time to do the rest. */
        static Waiting of(int done, int all) {
            return new Waiting("%,d of %,d SKUs so far".formatted(done, all));
        }
    }
}
