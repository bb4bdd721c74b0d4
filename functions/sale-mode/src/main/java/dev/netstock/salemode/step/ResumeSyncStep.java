package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.salemode.mode.SaleMode;

/**
 * Wakes the sync of supply, which may send again since the step began. Thread-safe.
 *
 * @param wake wakes it; a wake that is lost is made good by its schedule
 */
public record ResumeSyncStep(Wake wake) implements StepWork {
    /** Wakes a function by its queue. Implementations are thread-safe. */
    @FunctionalInterface
    public interface Wake {
        void wake(Call call);
    }

    @Override
    public StepResult run(SaleMode mode, Call call) {
        wake.wake(call);
        return new Done("", mode.day());
    }
}
