package dev.netstock.sales.figures;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.http.Query;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.TimeFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.Sku;
import dev.netstock.stock.format.StockFormats;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A query for sales.
 *
 * @param from the first minute
 * @param to the end, exclusive
 * @param sku only this SKU; empty for all
 * @param channel only this channel; empty for all
 * @param location only this location; empty for all
 */
public record SalesQuery(
        Instant from,
        Instant to,
        Optional<Sku> sku,
        Optional<Channel> channel,
        Optional<Location> location) {
    public static final Duration SPAN_MAX = Duration.ofHours(24);

    private static final TextFormat<Instant> MINUTE =
            new TextFormat<>(
                    "Must be an RFC 3339 time on the full minute, with a year from 0001 to 9999 in"
                            + " UTC.",
                    text -> minute(text).isPresent(),
                    text -> minute(text).orElseThrow());

    public static Decoded<SalesQuery> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Query query = request.query(errors);
        Optional<Instant> from = query.required("from", MINUTE);
        Optional<Instant> to = query.required("to", MINUTE);
        Optional<Sku> sku = query.optional("sku", StockFormats.SKU);
        Optional<Channel> channel = query.optional("channel", StockFormats.CHANNEL);
        Optional<Location> location = query.optional("location", StockFormats.LOCATION);
        query.refuseOthers();
        if (from.isPresent() && to.isPresent() && !isSpan(from.get(), to.get())) {
            errors.add("query:/to", "Must be later than from, by at most 24 hours.");
        }
        return errors.orElse(
                () -> new SalesQuery(from.orElseThrow(), to.orElseThrow(), sku, channel, location));
    }

    /** The series whose cells answer the query. */
    public Series series() {
        return sku.map(it -> Series.ofSku(it.value()))
                .orElseGet(
                        () ->
                                Series.of(
                                        location.map(Location::value),
                                        channel.map(Channel::value)));
    }

    /** Whether a cell of the series matches the query. */
    public boolean matches(Cell cell) {
        return cell.place()
                .filter(
                        place ->
                                location.filter(it -> !it.value().equals(place.location()))
                                                .isPresent()
                                        || channel.filter(it -> !it.value().equals(place.channel()))
                                                .isPresent())
                .isEmpty();
    }

    private static boolean isSpan(Instant from, Instant to) {
        return to.isAfter(from) && Duration.between(from, to).compareTo(SPAN_MAX) <= 0;
    }

    private static Optional<Instant> minute(String text) {
        return TimeFormat.ANY
                .parse(text)
                .filter(at -> at.equals(at.truncatedTo(ChronoUnit.MINUTES)));
    }
}
