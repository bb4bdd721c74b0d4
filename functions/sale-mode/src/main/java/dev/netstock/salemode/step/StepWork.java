package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.SaleDaySummary;
import dev.netstock.salemode.mode.SaleMode;

/**
 * What a step does. It is safe to repeat and to resume: it may have been done before, in part or
 * whole, by a worker that was killed before it could say so. Implementations are thread-safe.
 */
@FunctionalInterface
public interface StepWork {
    /**
     * Does it, or goes on with it.
     *
     * @param mode sale mode with the step running
     * @throws dev.netstock.platform.call.RetryLaterException if something did not answer in time
     */
    StepResult run(SaleMode mode, Call call);

    /** What came of it. */
    sealed interface StepResult {}

    /**
     * It is done.
     *
     * @param told what is to say about it, for people
     * @param day what is known of the sale now
     */
    record Done(String told, SaleDaySummary day) implements StepResult {}

    /**
     * It has to wait for something.
     *
     * @param told for what
     */
    record Later(String told) implements StepResult {}
}
