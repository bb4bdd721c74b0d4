package dev.netstock.local.saleday.traffic;

/** What is asked of the API about an order. */
public enum Asked {
    RESERVE,
    CONFIRM,
    RELEASE,
    CANCEL
}
