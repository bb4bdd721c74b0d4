package dev.netstock.events;

import java.util.List;

/** A message to the shards function, which decides over how many items to spread a SKU. */
public sealed interface ShardMessage {
    /** A message with more entries is invalid. */
    int ENTRIES_MAX = 1_000;

    /**
     * Items are hot.
     *
     * @param heat one entry for each hot item
     */
    record Hot(List<Heat> heat) implements ShardMessage {
        public Hot {
            heat = List.copyOf(heat);
        }
    }

    /**
     * A request to review SKUs: whether they have the planned number of shards, whether they have
     * cooled down, and whether closed shards still hold units.
     *
     * @param places the SKUs to review; if empty, all SKUs that are or were split
     */
    record Look(List<Place> places) implements ShardMessage {
        /** Reviews all SKUs that are or were split. */
        public static final Look ALL = new Look(List.of());

        public Look {
            places = List.copyOf(places);
        }
    }

    /** A SKU at a location. */
    record Place(String sku, String location) {}
}
