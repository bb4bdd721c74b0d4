package dev.netstock.stock.place;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.LocationGroup;

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
        long version) {
    public static final int NAME_MAX = 100;
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
    static Place planned(Location location, int priority) {
        return new Place(
                location,
                location.value(),
                true,
                priority,
                Collections.emptySortedSet(),
                false,
                Optional.empty(),
                new TreeMap<>(Map.of()),
                0);
    }

    /** The same place with another version. */
    public Place withVersion(long next) {
        return new Place(
                location, name, sellsOnline, priority, groups, pickup, coordinates, buffers, next);
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
    }
}
