package dev.netstock.events;

import java.util.Arrays;
import java.util.Optional;

/**
 * The types of events. The meaning of a type never changes; a breaking change becomes a new type.
 * Members may be added to the data of a type: consumers ignore members that they do not know.
 *
 * <p>Beside this enum, each type has a record in {@link EventData}, a schema {@code <type>.json}
 * and a sample {@code <type>.sample.json}.
 */
public enum EventType {
    RESERVATION_RESERVED("reservation.reserved", Source.DELTAS),
    RESERVATION_CONFIRMED("reservation.confirmed", Source.DELTAS),
    RESERVATION_RELEASED("reservation.released", Source.DELTAS),
    RESERVATION_EXPIRED("reservation.expired", Source.DELTAS),
    RESERVATION_EXTENDED("reservation.extended", Source.DELTAS),
    RESERVATION_TRANSFERRED("reservation.transferred", Source.DELTAS),
    RESERVATION_CANCELLED("reservation.cancelled", Source.DELTAS),
    RESERVATION_SHIPPED("reservation.shipped", Source.DELTAS),
    SUPPLY_CHANGED("supply.changed", Source.DELTAS),
    STOCK_CORRECTED("stock.corrected", Source.DELTAS),
    RECONCILE_FINISHED("reconcile.finished", Source.DELTAS),
    OVERSOLD("oversold", Source.LEVELS),
    LEVEL_CHANGED("level.changed", Source.LEVELS),
    STOCK_LOW("stock.low", Source.REPLENISHMENT),
    STOCK_RECOVERED("stock.recovered", Source.REPLENISHMENT),
    REPLENISHMENT_REQUESTED("replenishment.requested", Source.REPLENISHMENT),
    DISPLAY_SAMPLES_CHANGED("display-samples.changed", Source.SETTINGS),
    SALE_MODE_CHANGED("sale-mode.changed", Source.SALE_MODE),
    LOCATION_CHANGED("location.changed", Source.PLACES);

    private static final class Source {
        static final String DELTAS = "/net-stock/deltas";
        static final String LEVELS = "/net-stock/levels";
        static final String REPLENISHMENT = "/net-stock/replenishment";
        static final String SETTINGS = "/net-stock/settings";
        static final String SALE_MODE = "/net-stock/sale-mode";
        static final String PLACES = "/net-stock/places";
    }

    private final String text;
    private final String source;

    EventType(String text, String source) {
        this.text = text;
        this.source = source;
    }

    /** The spelling in events and filter policies. */
    public String text() {
        return text;
    }

    /** The publisher of such events: the {@code source} of the envelope, a URI reference. */
    public String source() {
        return source;
    }

    /** Whether each such event comes from one row of the deltas. */
    public boolean isOfDelta() {
        return source.equals(Source.DELTAS);
    }

    /** Parses the result of {@link #text}; empty if this version does not know the type. */
    public static Optional<EventType> parse(String text) {
        return Arrays.stream(values()).filter(type -> type.text.equals(text)).findFirst();
    }
}
