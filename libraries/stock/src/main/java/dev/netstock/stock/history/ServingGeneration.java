package dev.netstock.stock.history;

import dev.netstock.platform.call.Call;

/** Tells which generation of the history readers read. Implementations are thread-safe. */
@FunctionalInterface
public interface ServingGeneration {
    int number(Call call);
}
