package dev.netstock.salemode.mode;

/** What an operator wants. */
public sealed interface SaleModeCommand {
    /** A sale by this plan. */
    record On(Plan plan) implements SaleModeCommand {}

    /** A day like any other. */
    record Off() implements SaleModeCommand {}
}
