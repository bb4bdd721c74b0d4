package dev.netstock.salemode.step;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Operation;
import dev.netstock.platform.call.Retries;
import dev.netstock.salemode.mode.SaleMode;
import dev.netstock.salemode.mode.SaleModeCommand;
import dev.netstock.salemode.mode.SaleModeDecision;
import dev.netstock.salemode.mode.SaleModeDecision.Busy;
import dev.netstock.salemode.mode.SaleModeDecision.Changed;
import dev.netstock.salemode.mode.SaleModeDecision.Over;
import dev.netstock.salemode.mode.SaleModeDecision.Unchanged;

import java.time.InstantSource;

/** Executes the commands of operators: stores the change, and triggers a worker. Thread-safe. */
public final class SaleModeCommands {
    private final SaleModeTable table;
    private final Wake worker;
    private final Retries retries;
    private final InstantSource clock;

    /**
     * Creates the service.
     *
     * @param table stores sale mode
     * @param worker triggers a worker, which otherwise starts on its schedule within a minute
     * @param retries how to retry requests to the table
     * @param clock the time of day
     */
    public SaleModeCommands(
            SaleModeTable table, Wake worker, Retries retries, InstantSource clock) {
        this.table = table;
        this.worker = worker;
        this.retries = retries;
        this.clock = clock;
    }

    /** The result of a command. */
    public sealed interface CommandResult {}

    /** The change is stored, now or by an earlier command. */
    public record Accepted(SaleMode mode) implements CommandResult {}

    /**
     * Nothing was changed.
     *
     * @param isOver whether the sale has ended; if not, a sale is in progress or ending
     */
    public record Refused(SaleMode mode, boolean isOver) implements CommandResult {}

    /** The current state. */
    public SaleMode read(Call call) {
        return retries.run(Operation.READ, table::read, call);
    }

    /** Executes a command. Safe to repeat. */
    public CommandResult execute(SaleModeCommand command, Call call) {
        for (int conflicts = 0; ; ) {
            SaleMode mode = read(call);
            switch (SaleModeDecision.decide(mode, command, clock.instant())) {
                case Changed(var next) -> {
                    if (retries.run(Operation.IDEMPOTENT_WRITE, () -> table.write(next), call)) {
                        worker.wake(call);
                        return new Accepted(next);
                    }
                    retries.pauseAfter(++conflicts, call);
                }
                case Unchanged _ -> {
                    worker.wake(call);
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
