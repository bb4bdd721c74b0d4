package dev.netstock.local.malls.shop;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The states of an order over all malls; each mall shows its own words for them. */
public enum OrderState {
    /** Placed, but not final: payment or fraud check is pending. */
    HELD,
    NEW,
    /** Accepted by the shop, and not yet ready to ship. */
    PROCESSING,
    ACTIVE,
    SHIPPED,
    DONE,
    /** A cancellation was requested and is not final. */
    CANCELLING,
    CANCELLED;

    /** The name in the admin API. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state with this name in the admin API. */
    public static Optional<OrderState> of(String text) {
        return Arrays.stream(values()).filter(it -> it.text().equals(text)).findFirst();
    }
}
