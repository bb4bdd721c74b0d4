package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;

import java.time.Instant;
import java.util.Optional;

/** The comparison of net stock with the ledger, as operators run it. Thread-safe. */
public interface Comparison {
    /** How the newest stands; empty if there was none. */
    Optional<Standing> newest(Call call);

    /** Starts one. One that runs already goes on, and no other begins. */
    void start(Call call);

    /**
     * How one stands.
     *
     * @param startedAt when it began
     * @param finishedAt when it ended; empty if it runs
     * @param found how much was not as it should be, so far
     */
    record Standing(Instant startedAt, Optional<Instant> finishedAt, long found) {}
}
