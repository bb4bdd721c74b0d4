package dev.netstock.events;

import java.util.List;

/** A message to whoever decides over how many items the units of a SKU are spread. */
public sealed interface ShardMessage {
    /** A message that names more is none of ours. */
    int ENTRIES_MAX = 1_000;

    /**
     * Items are hot.
     *
     * @param heat each item that is
     */
    record Hot(List<Heat> heat) implements ShardMessage {
        public Hot {
            heat = List.copyOf(heat);
        }
    }

    /**
     * SKUs shall be looked at: whether what is wished for them is so, whether all is calm, whether
     * units lie where nobody picks from.
     *
     * @param places which; all that are or were split if none is named
     */
    record Look(List<Place> places) implements ShardMessage {
        /** All that are or were split. */
        public static final Look ALL = new Look(List.of());

        public Look {
            places = List.copyOf(places);
        }
    }

    /** A SKU at a location. */
    record Place(String sku, String location) {}
}
