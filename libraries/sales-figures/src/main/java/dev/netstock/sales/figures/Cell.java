package dev.netstock.sales.figures;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;

/**
 * The key of a counter.
 *
 * @param series the series
 * @param minute the start of the minute
 * @param place the location and channel in a SKU's series; empty in other series
 */
public record Cell(Series series, Instant minute, Optional<Place> place)
        implements Comparable<Cell> {
    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::series)
                    .thenComparing(Cell::minute)
                    .thenComparing(cell -> cell.place().map(Place::location).orElse(""))
                    .thenComparing(cell -> cell.place().map(Place::channel).orElse(""));

    /** A location and a channel. */
    public record Place(String location, String channel) {}

    public static Cell of(Series series, Instant at) {
        return new Cell(series, at.truncatedTo(ChronoUnit.MINUTES), Optional.empty());
    }

    public static Cell ofSku(String sku, Instant at, Place place) {
        return new Cell(Series.ofSku(sku), at.truncatedTo(ChronoUnit.MINUTES), Optional.of(place));
    }

    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }
}
