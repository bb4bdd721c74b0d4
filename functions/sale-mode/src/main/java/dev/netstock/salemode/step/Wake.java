package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;

/** Triggers a function through its queue. Implementations are thread-safe. */
@FunctionalInterface
public interface Wake {
    /**
     * Triggers the function. Does not throw: a message that is lost is made up for by the
     * function's schedule.
     */
    void wake(Call call);
}
