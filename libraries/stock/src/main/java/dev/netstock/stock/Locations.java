package dev.netstock.stock;

import java.util.HashSet;
import java.util.List;

/**
 * The locations that sell online, by priority: a line that names none is served from the first that
 * can serve it whole.
 *
 * @param byPriority 1–100 different locations, the preferred one first
 */
public record Locations(List<Location> byPriority) {
    public static final int LOCATIONS_MAX = 100;

    public Locations {
        byPriority = List.copyOf(byPriority);
        if (byPriority.isEmpty() || byPriority.size() > LOCATIONS_MAX) {
            throw new IllegalArgumentException("There are 1-100 locations");
        }
        if (new HashSet<>(byPriority).size() != byPriority.size()) {
            throw new IllegalArgumentException("Each location is named once");
        }
    }

    /** Reads a list such as {@code shinjuku,umeda,warehouse-1}. */
    public static Locations parse(String commaSeparated) {
        return new Locations(
                List.of(commaSeparated.split(",", -1)).stream()
                        .map(String::strip)
                        .map(Location::new)
                        .toList());
    }

    public boolean contains(Location location) {
        return byPriority.contains(location);
    }
}
