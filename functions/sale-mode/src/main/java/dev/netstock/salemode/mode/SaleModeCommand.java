package dev.netstock.salemode.mode;

/** What an operator requests. */
public sealed interface SaleModeCommand {
    /** Run a sale by this plan. */
    record On(Plan plan) implements SaleModeCommand {}

    /** Return to normal operation. */
    record Off() implements SaleModeCommand {}
}
