package dev.netstock.sales.figures;

import static dev.netstock.platform.aws.Attributes.number;
import static dev.netstock.platform.aws.Attributes.text;

import dev.netstock.sales.figures.Cell.Place;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rows of the table {@code Sales}: partition key {@code series}, which begins with the generation
 * and {@code #}; sort key {@code cell}; {@code retireAt}, the time to live.
 *
 * <p>The cell of a counter is the minute, followed by location and channel in a SKU's series, and
 * by the lane, separated by {@code #}. A marker has the series {@code event#} with the event's ID,
 * and the part as its cell.
 */
public final class SalesCodec {
    /** The retention of a counter. */
    public static final Duration RETENTION = Duration.ofDays(400);

    /**
     * Longer than any message can arrive late: 14 days in a queue, and 14 more in its dead-letter
     * queue.
     */
    private static final Duration MARKER_RETENTION = Duration.ofDays(35);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    private SalesCodec() {}

    public static String series(int generation, Series series) {
        return generation + "#" + series.key();
    }

    public static String minute(Instant at) {
        return MINUTE.format(at);
    }

    public static Map<String, AttributeValue> key(int generation, int lane, Cell cell) {
        String place = cell.place().map(it -> "#" + it.location() + "#" + it.channel()).orElse("");
        return Map.of(
                "series",
                text(series(generation, cell.series())),
                "cell",
                text(minute(cell.minute()) + place + "#" + "%02d".formatted(lane)));
    }

    /** The values of an update that adds to a cell. */
    public static Map<String, AttributeValue> values(Cell cell, Amounts amounts) {
        return Map.of(
                ":orders", number(amounts.orders()),
                ":ordersOnce", number(amounts.ordersOnce()),
                ":units", number(amounts.units()),
                ":givenBack", number(amounts.givenBack()),
                ":retireAt", number(cell.minute().plus(RETENTION).getEpochSecond()));
    }

    /**
     * A marker.
     *
     * @param now when it is written; a replayed event may also arrive twice, years later
     */
    public static Map<String, AttributeValue> marker(int generation, SalePart part, Instant now) {
        return Map.of(
                "series", text(generation + "#event#" + part.eventId()),
                "cell", text("%03d".formatted(part.part())),
                "retireAt", number(now.plus(MARKER_RETENTION).getEpochSecond()));
    }

    public static DynamoSalesTable.Row decode(Series series, Map<String, AttributeValue> row) {
        List<String> cell = List.of(text(row, "cell").split("#", -1));
        Optional<Place> place =
                cell.size() == 4
                        ? Optional.of(new Place(cell.get(1), cell.get(2)))
                        : Optional.empty();
        return new DynamoSalesTable.Row(
                new Cell(series, MINUTE.parse(cell.getFirst(), Instant::from), place),
                new Amounts(
                        number(row, "orders"),
                        number(row, "ordersOnce"),
                        number(row, "units"),
                        number(row, "givenBack")));
    }
}
