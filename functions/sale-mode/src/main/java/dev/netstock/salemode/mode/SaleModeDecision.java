package dev.netstock.salemode.mode;

import java.time.Instant;

/** Decides how a command changes sale mode. */
public final class SaleModeDecision {
    private SaleModeDecision() {}

    /** The effect of a command. */
    public sealed interface Decision {}

    /** Sale mode changes to {@code next}. */
    public record Changed(SaleMode next) implements Decision {}

    /** Sale mode is already as requested. */
    public record Unchanged() implements Decision {}

    /** Refused: another sale is in progress, or this one is ending. */
    public record Busy() implements Decision {}

    /**
     * Refused: this sale has ended. A name is used once, so that a late repetition of a request
     * starts nothing.
     */
    public record Over() implements Decision {}

    /** Decides. Repeating a command changes nothing. */
    public static Decision decide(SaleMode mode, SaleModeCommand command, Instant now) {
        return switch (command) {
            case SaleModeCommand.On(Plan plan) -> on(mode, plan, now);
            case SaleModeCommand.Off _ -> off(mode, now);
        };
    }

    private static Decision on(SaleMode mode, Plan plan, Instant now) {
        boolean isSamePlan = mode.plan().filter(plan::equals).isPresent();
        boolean isSameSale = mode.plan().filter(it -> it.sale().equals(plan.sale())).isPresent();
        return switch (mode.phase()) {
            case OFF ->
                    isSameSale && mode.day().from().isPresent()
                            ? new Over()
                            : new Changed(mode.toPlanned(plan, now));
            case PLANNED -> isSamePlan ? new Unchanged() : new Changed(mode.toPlanned(plan, now));
            case ENTERING, ON -> {
                if (isSamePlan) {
                    yield new Unchanged();
                }
                yield isSameSale ? new Changed(mode.toEntering(plan, now)) : new Busy();
            }
            case LEAVING -> new Busy();
        };
    }

    private static Decision off(SaleMode mode, Instant now) {
        return switch (mode.phase()) {
            case OFF, LEAVING -> new Unchanged();
            case PLANNED -> new Changed(mode.toOff(now));
            case ENTERING, ON -> new Changed(mode.toLeaving(now));
        };
    }
}
