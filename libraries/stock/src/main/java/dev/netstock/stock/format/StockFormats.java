package dev.netstock.stock.format;

import dev.netstock.platform.json.DecimalFormat;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.LocationGroup;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.place.Place.Coordinates;
import dev.netstock.stock.reservation.RequestedLine;

import java.math.BigDecimal;

/** The forms of net stock's own words, wherever they come in. */
public final class StockFormats {
    public static final TextFormat<OrderId> ORDER_ID =
            new TextFormat<>(longName("an order ID"), OrderId::isValid, OrderId::new);
    public static final TextFormat<CancellationId> CANCELLATION_ID =
            new TextFormat<>(
                    longName("a cancellation ID"), CancellationId::isValid, CancellationId::new);
    public static final TextFormat<TransferId> TRANSFER_ID =
            new TextFormat<>(longName("a transfer ID"), TransferId::isValid, TransferId::new);
    public static final TextFormat<Sku> SKU =
            new TextFormat<>(longName("a SKU"), Sku::isValid, Sku::new);
    public static final TextFormat<Location> LOCATION =
            new TextFormat<>(shortName("a location"), Location::isValid, Location::new);
    public static final TextFormat<Channel> CHANNEL =
            new TextFormat<>(shortName("a channel"), Channel::isValid, Channel::new);
    public static final TextFormat<LocationGroup> GROUP =
            new TextFormat<>(shortName("a group"), LocationGroup::isValid, LocationGroup::new);
    public static final DecimalFormat LATITUDE = degrees(Coordinates.LATITUDE_MAX);
    public static final DecimalFormat LONGITUDE = degrees(Coordinates.LONGITUDE_MAX);
    public static final IntegerFormat QUANTITY = new IntegerFormat(1, RequestedLine.QUANTITY_MAX);

    private StockFormats() {}

    private static DecimalFormat degrees(long millionthsMax) {
        BigDecimal max =
                BigDecimal.valueOf(millionthsMax, Coordinates.DECIMAL_PLACES).stripTrailingZeros();
        return new DecimalFormat(max.negate(), max, Coordinates.DECIMAL_PLACES);
    }

    private static String longName(String what) {
        return "Must be "
                + what
                + " of 1 to 64 ASCII letters, digits, periods, underscores or hyphens.";
    }

    private static String shortName(String what) {
        return "Must be " + what + " of 1 to 32 lowercase ASCII letters, digits or hyphens.";
    }
}
