package dev.netstock.stock.format;

import dev.netstock.platform.json.IntegerForm;
import dev.netstock.platform.json.TextForm;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.reservation.RequestedLine;

/** The forms of net stock's own words, wherever they come in. */
public final class StockForms {
    public static final TextForm<OrderId> ORDER_ID =
            new TextForm<>(longName("an order ID"), OrderId::isValid, OrderId::new);
    public static final TextForm<CancellationId> CANCELLATION_ID =
            new TextForm<>(
                    longName("a cancellation ID"), CancellationId::isValid, CancellationId::new);
    public static final TextForm<Sku> SKU =
            new TextForm<>(longName("a SKU"), Sku::isValid, Sku::new);
    public static final TextForm<Location> LOCATION =
            new TextForm<>(shortName("a location"), Location::isValid, Location::new);
    public static final TextForm<Channel> CHANNEL =
            new TextForm<>(shortName("a channel"), Channel::isValid, Channel::new);
    public static final IntegerForm QUANTITY = new IntegerForm(1, RequestedLine.QUANTITY_MAX);

    private StockForms() {}

    private static String longName(String what) {
        return "Must be "
                + what
                + " of 1 to 64 ASCII letters, digits, periods, underscores or hyphens.";
    }

    private static String shortName(String what) {
        return "Must be " + what + " of 1 to 32 lowercase ASCII letters, digits or hyphens.";
    }
}
