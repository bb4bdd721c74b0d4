package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.SaleModeCommand;
import dev.netstock.salemode.mode.SaleModeDecision;
import dev.netstock.salemode.mode.SaleModeDecision.Becomes;
import dev.netstock.salemode.mode.SaleModeDecision.Busy;
import dev.netstock.salemode.mode.SaleModeDecision.Decision;
import dev.netstock.salemode.mode.SaleModeDecision.Over;
import dev.netstock.salemode.mode.SaleModeDecision.Stays;
import dev.netstock.salemode.step.ResumeSyncStep.Wake;

import java.time.InstantSource;

/**
 * Does what operators want of sale mode: writes it down, and wakes who walks the steps.
 * Thread-safe.
 *
 * @param table where sale mode stands
 * @param wake wakes the worker, which its schedule does anyway within a minute
 * @param retries how to repeat
 * @param clock the time of day
 */
public record SaleModeRequests(
        SaleModeTable table, Wake wake, Retries retries, InstantSource clock) {
    /** What came of a wish. */
    public sealed interface Commanded {}

    /** It is written, now or before. */
    public record Accepted(SaleMode mode) implements Commanded {}

    /**
     * It is not.
     *
     * @param isOver whether the sale is over; if not, another is under way, or this one is left
     */
    public record Refused(SaleMode mode, boolean isOver) implements Commanded {}

    /** Sale mode as it stands. */
    public SaleMode read(Call call) {
        return retries.run(Operation.READ, table::read, call);
    }

    /** Does what is wanted. Safe to repeat. */
    public Commanded command(SaleModeCommand wish, Call call) {
        for (int conflicts = 0; ; ) {
            SaleMode mode = read(call);
            Decision decision = SaleModeDecision.decide(mode, wish, clock.instant());
            switch (decision) {
                case Becomes(var next) -> {
                    if (retries.run(Operation.IDEMPOTENT_WRITE, () -> table.write(next), call)) {
                        wake.wake(call);
                        return new Accepted(next);
                    }
                    retries.pauseAfter(++conflicts, call);
                }
                case Stays _ -> {
                    wake.wake(call);
                    return new Accepted(mode);
                }
                case Busy _ -> {
                    return new Refused(mode, false);
                }
                case Over _ -> {
                    return new Refused(mode, true);
                }
            }
        }
    }
}
