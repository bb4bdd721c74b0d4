package dev.netstock.stock.place;

import dev.netstock.stock.Channel;
import dev.netstock.stock.Location;
import dev.netstock.stock.LocationGroup;
import dev.netstock.stock.Locations;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All locations and channels at one moment. Immutable. */
public final class Places {
    /** The most locations. One reading of all must stay small: each has some 150 bytes. */
    public static final int LOCATIONS_MAX = 2_000;

    public static final int CHANNELS_MAX = 50;

    private final long version;
    private final SortedMap<Location, Place> locations = new TreeMap<>();
    private final SortedMap<Channel, SalesChannel> channels = new TreeMap<>();
    private final List<Place> selling;

    /**
     * @param version +1 at each change of any of them
     * @param locations all locations
     * @param channels the channels that have settings
     */
    public Places(long version, Collection<Place> locations, Collection<SalesChannel> channels) {
        this.version = version;
        locations.forEach(place -> this.locations.put(place.location(), place));
        channels.forEach(channel -> this.channels.put(channel.channel(), channel));
        this.selling =
                locations.stream()
                        .filter(Place::sellsOnline)
                        .sorted(
                                Comparator.comparingInt(Place::priority)
                                        .thenComparing(Place::location))
                        .toList();
    }

    /** The locations that a deployment plans, in this order of priority. */
    public static Places planned(Locations locations) {
        List<Location> order = locations.byPriority();
        return new Places(
                0,
                order.stream()
                        .map(
                                location ->
                                        Place.planned(location, 10 * (order.indexOf(location) + 1)))
                        .toList(),
                List.of());
    }

    /** +1 at each change; 0: they were never changed since the first deployment. */
    public long version() {
        return version;
    }

    /** All locations, by id. */
    public Collection<Place> locations() {
        return List.copyOf(locations.values());
    }

    /** The channels that have settings, by id. */
    public Collection<SalesChannel> channels() {
        return List.copyOf(channels.values());
    }

    /** A location; empty if it is unknown. */
    public Optional<Place> location(Location location) {
        return Optional.ofNullable(locations.get(location));
    }

    /** A channel, with the default settings if it has none. */
    public SalesChannel channel(Channel channel) {
        return Optional.ofNullable(channels.get(channel))
                .orElseGet(() -> SalesChannel.byDefault(channel));
    }

    /** Whether orders may take units of this location. */
    public boolean sells(Location location) {
        return location(location).filter(Place::sellsOnline).isPresent();
    }

    /** The locations whose units orders may take, by priority. */
    public List<Location> selling() {
        return selling.stream().map(Place::location).toList();
    }

    /** The locations of a group whose units orders may take, by priority. */
    public List<Location> selling(LocationGroup group) {
        return selling.stream()
                .filter(place -> place.groups().contains(group))
                .map(Place::location)
                .toList();
    }

    /** Whether any location belongs to this group. */
    public boolean hasGroup(LocationGroup group) {
        return locations.values().stream().anyMatch(place -> place.groups().contains(group));
    }

    /**
     * Units of each SKU that a channel leaves alone at a location, unless the SKU says otherwise.
     */
    public int buffer(Location location, Channel channel) {
        return location(location)
                .map(place -> place.buffers().get(channel))
                .orElseGet(() -> channel(channel).buffer());
    }
}
