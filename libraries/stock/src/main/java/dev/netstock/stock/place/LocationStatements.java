package dev.netstock.stock.place;

import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Location;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Locations as a file of the core system states them. Of two statements about a location, the newer
 * one counts, whichever is stored first. A statement says nothing about buffers. Thread-safe.
 */
public final class LocationStatements {
    private static final int ROUNDS_MAX = 10;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final PlaceTable table;

    /**
     * @param table where they are stored
     */
    public LocationStatements(PlaceTable table) {
        this.table = table;
    }

    /** How many locations there would be with these, strongly consistent. */
    public long countWith(Collection<Location> stated, Call call) {
        Places now = read(call);
        return now.locations().size()
                + stated.stream().distinct().filter(it -> now.location(it).isEmpty()).count();
    }

    /**
     * Stores statements. Repeating it changes nothing.
     *
     * @param stated at most one for each location
     * @return how many locations changed
     * @throws RetryLaterException if not all were stored in time; repeat it then
     */
    public long store(Collection<Place> stated, Call call) {
        return Batches.of(List.copyOf(stated), PlaceTable.BATCH_MAX).stream()
                .mapToLong(batch -> storeBatch(batch, call))
                .sum();
    }

    private long storeBatch(List<Place> stated, Call call) {
        for (int round = 1; round <= ROUNDS_MAX; round++) {
            Places now = read(call);
            List<Place> next = stated.stream().flatMap(it -> next(it, now).stream()).toList();
            if (next.isEmpty()) {
                return 0;
            }
            if (table.write(next, now, call)) {
                return next.stream().filter(it -> isChanged(it, now)).count();
            }
        }
        throw new RetryLaterException("Others keep changing locations and channels", RETRY_AFTER);
    }

    /** Empty if something newer is known. */
    private static Optional<Place> next(Place stated, Places now) {
        Optional<Place> before = now.location(stated.location());
        return before.filter(it -> !it.statedAt().isBefore(stated.statedAt())).isPresent()
                ? Optional.empty()
                : Optional.of(
                        before.map(it -> stated.withBuffers(it.buffers()))
                                .orElse(stated)
                                .after(before));
    }

    private static boolean isChanged(Place next, Places before) {
        return before.location(next.location())
                .filter(it -> it.version() == next.version())
                .isEmpty();
    }

    private Places read(Call call) {
        return table.read(Optional.empty(), call).places();
    }
}
