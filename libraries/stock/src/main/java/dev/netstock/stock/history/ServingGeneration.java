package dev.netstock.stock.history;

import dev.netstock.platform.call.Call;

/** Knows which generation of the history serves readers. Implementations are thread-safe. */
@FunctionalInterface
public interface ServingGeneration {
    int number(Call call);
}
