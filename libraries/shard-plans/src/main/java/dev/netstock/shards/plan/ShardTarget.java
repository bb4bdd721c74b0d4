package dev.netstock.shards.plan;

import java.util.Optional;

/**
 * The configured number of shards of a SKU at a location.
 *
 * @param pinned the exact number, regardless of heat; empty to let the policy decide
 * @param settingsVersion version of the settings that pinned it; 0 if no settings ever did
 * @param atLeast the minimum while nothing is pinned; 1 if no minimum is set
 */
public record ShardTarget(Optional<Integer> pinned, long settingsVersion, int atLeast) {
    /** Nothing is configured. */
    public static final ShardTarget NONE = new ShardTarget(Optional.empty(), 0, 1);

    /** Applies settings, unless newer ones were applied before. */
    public ShardTarget pinnedTo(Optional<Integer> shards, long version) {
        return version > settingsVersion ? new ShardTarget(shards, version, atLeast) : this;
    }

    public ShardTarget noFewerThan(int shards) {
        return new ShardTarget(pinned, settingsVersion, shards);
    }

    /** Whether a number or a minimum is configured. */
    public boolean isSet() {
        return pinned.isPresent() || atLeast > 1;
    }

    /** The minimum number of shards. */
    public int floor() {
        return pinned.orElse(atLeast);
    }
}
