package dev.netstock.stock.place;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.LocationGroup;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A location: a store, a warehouse, a maker that ships direct.
 *
 * @param location its id
 * @param name its name for people, 1–100 characters
 * @param sellsOnline whether orders may take its units; a location that is closed keeps what is
 *     reserved
 * @param priority lower numbers serve first, 1–9999; equal ones in the order of their ids
 * @param groups the groups that it belongs to, at most {@link #GROUPS_MAX}
 * @param pickup whether customers can collect orders there
 * @param coordinates where it is, if known
 * @param buffers units of each SKU that a channel leaves alone here, unless the SKU says otherwise
 * @param statedAt when this was stated: when a request was received, or a file uploaded
 * @param version +1 at each change; 0: only planned by the deployment
 */
public record Place(
        Location location,
        String name,
        boolean sellsOnline,
        int priority,
        SortedSet<LocationGroup> groups,
        boolean pickup,
        Optional<Coordinates> coordinates,
        SortedMap<Channel, Integer> buffers,
        Instant statedAt,
        long version) {
    public static final int NAME_MAX = 100;

    /** A location without a priority serves after those with one. */
    public static final int PRIORITY_DEFAULT = 1_000;

    public static final int PRIORITY_MAX = 9_999;
    public static final int GROUPS_MAX = 10;

    /** The most channels with a buffer of their own, at a location or for a SKU. */
    public static final int BUFFERS_MAX = 20;

    public static final int BUFFER_MAX = 9_999;

    public Place {
        groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
        buffers = Collections.unmodifiableSortedMap(new TreeMap<>(buffers));
        if (priority < 1 || priority > PRIORITY_MAX) {
            throw new IllegalArgumentException("A priority is 1-9999");
        }
    }

    /** A location that the deployment plans: it sells online, and its id is its name. */
    public static Place planned(Location location, int priority) {
        return new Place(
                location,
                location.value(),
                true,
                priority,
                Collections.emptySortedSet(),
                false,
                Optional.empty(),
                new TreeMap<>(Map.of()),
                Instant.EPOCH,
                0);
    }

    /** The same place with another version. */
    public Place withVersion(long next) {
        return new Place(
                location,
                name,
                sellsOnline,
                priority,
                groups,
                pickup,
                coordinates,
                buffers,
                statedAt,
                next);
    }

    /** The same place with other buffers. */
    public Place withBuffers(SortedMap<Channel, Integer> other) {
        return new Place(
                location,
                name,
                sellsOnline,
                priority,
                groups,
                pickup,
                coordinates,
                other,
                statedAt,
                version);
    }

    /**
     * This place as the successor of another state of it. If it says the same, the version stays.
     */
    public Place after(Optional<Place> before) {
        long known = before.map(Place::version).orElse(0L);
        boolean isSame = known > 0 && before.filter(this::saysTheSame).isPresent();
        return withVersion(isSame ? known : known + 1);
    }

    private boolean saysTheSame(Place other) {
        return equals(
                new Place(
                        other.location,
                        other.name,
                        other.sellsOnline,
                        other.priority,
                        other.groups,
                        other.pickup,
                        other.coordinates,
                        other.buffers,
                        statedAt,
                        version));
    }

    /**
     * A point on Earth, in millionths of a degree.
     *
     * @param latitude −90,000,000 to 90,000,000
     * @param longitude −180,000,000 to 180,000,000
     */
    public record Coordinates(long latitude, long longitude) {
        public static final long LATITUDE_MAX = 90_000_000;
        public static final long LONGITUDE_MAX = 180_000_000;

        /** Decimal places of a degree. */
        public static final int DECIMAL_PLACES = 6;

        /** A point in degrees, with at most {@link #DECIMAL_PLACES} decimal places. */
        public static Coordinates ofDegrees(BigDecimal latitude, BigDecimal longitude) {
            return new Coordinates(
                    latitude.movePointRight(DECIMAL_PLACES).longValueExact(),
                    longitude.movePointRight(DECIMAL_PLACES).longValueExact());
        }
    }
}
