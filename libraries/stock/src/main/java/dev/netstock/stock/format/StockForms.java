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
            new TextForm<>(longName("An order id"), OrderId::isValid, OrderId::new);
    public static final TextForm<CancellationId> CANCELLATION_ID =
            new TextForm<>(
                    longName("A cancellation id"), CancellationId::isValid, CancellationId::new);
    public static final TextForm<Sku> SKU =
            new TextForm<>(longName("A SKU"), Sku::isValid, Sku::new);
    public static final TextForm<Location> LOCATION =
            new TextForm<>(shortName("A location"), Location::isValid, Location::new);
    public static final TextForm<Channel> CHANNEL =
            new TextForm<>(shortName("A channel"), Channel::isValid, Channel::new);
    public static final IntegerForm QUANTITY = new IntegerForm(1, RequestedLine.QUANTITY_MAX);

    private StockForms() {}

    private static String longName(String what) {
        return what + " of 1 to 64 of A-Z a-z 0-9 . _ - is expected.";
    }

    private static String shortName(String what) {
        return what + " of 1 to 32 of a-z 0-9 - is expected.";
    }
}
