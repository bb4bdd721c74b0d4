package dev.netstock.local.saleday.traffic;

/** A request type of the order API. */
public enum OrderAction {
    RESERVE,
    CONFIRM,
    RELEASE,
    CANCEL
}
