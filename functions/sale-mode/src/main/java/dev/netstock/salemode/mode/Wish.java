package dev.netstock.salemode.mode;

/** What an operator wants. */
public sealed interface Wish {
    /** A sale by this plan. */
    record On(Plan plan) implements Wish {}

    /** A day like any other. */
    record Off() implements Wish {}
}
