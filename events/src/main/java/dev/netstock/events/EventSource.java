package dev.netstock.events;

/** Who tells of an event: the {@code source} of its envelope, a URI reference. */
public final class EventSource {
    private EventSource() {}

    public static String of(EventType type) {
        return switch (type) {
            case RESERVATION_RESERVED,
                    RESERVATION_CONFIRMED,
                    RESERVATION_RELEASED,
                    RESERVATION_EXPIRED,
                    RESERVATION_CANCELLED,
                    RESERVATION_SHIPPED,
                    SUPPLY_CHANGED,
                    STOCK_CORRECTED,
                    RECONCILE_FINISHED ->
                    "/net-stock/deltas";
            case OVERSOLD, LEVEL_CHANGED -> "/net-stock/levels";
            case STOCK_LOW, STOCK_RECOVERED, REPLENISHMENT_REQUESTED -> "/net-stock/replenishment";
            case DISPLAY_SAMPLES_CHANGED -> "/net-stock/settings";
            case SALE_MODE_CHANGED -> "/net-stock/sale-mode";
        };
    }
}
