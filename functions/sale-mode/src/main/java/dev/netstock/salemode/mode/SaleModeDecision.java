package dev.netstock.salemode.mode;

import java.time.Instant;

/** Decides what a wish makes of sale mode. */
public final class SaleModeDecision {
    private SaleModeDecision() {}

    /** What came of a wish. */
    public sealed interface Decision {}

    /** Sale mode becomes this. */
    public record Becomes(SaleMode next) implements Decision {}

    /** It is what was wished for already. */
    public record Stays() implements Decision {}

    /** Another sale is under way, or this one is being left. */
    public record Busy() implements Decision {}

    /** This sale is over: its name is not used again, so that a late repeat starts nothing. */
    public record Over() implements Decision {}

    /** Decides; the same wish again changes nothing. */
    public static Decision decide(SaleMode mode, SaleModeCommand wish, Instant now) {
        return switch (wish) {
            case SaleModeCommand.On(Plan plan) -> on(mode, plan, now);
            case SaleModeCommand.Off _ -> off(mode, now);
        };
    }

    private static Decision on(SaleMode mode, Plan plan, Instant now) {
        boolean isSame = mode.plan().filter(plan::equals).isPresent();
        boolean isNamed = mode.plan().filter(it -> it.sale().equals(plan.sale())).isPresent();
        return switch (mode.phase()) {
            case OFF ->
                    isNamed && mode.day().from().isPresent()
                            ? new Over()
                            : new Becomes(mode.planning(plan, now));
            case PLANNED -> isSame ? new Stays() : new Becomes(mode.planning(plan, now));
            case ENTERING, ON -> {
                if (isSame) {
                    yield new Stays();
                }
                yield isNamed ? new Becomes(mode.entering(plan, now)) : new Busy();
            }
            case LEAVING -> new Busy();
        };
    }

    private static Decision off(SaleMode mode, Instant now) {
        return switch (mode.phase()) {
            case OFF, LEAVING -> new Stays();
            case PLANNED -> new Becomes(mode.off(now));
            case ENTERING, ON -> new Becomes(mode.leaving(now));
        };
    }
}
