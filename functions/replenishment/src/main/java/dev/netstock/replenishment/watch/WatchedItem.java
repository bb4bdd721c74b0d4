package dev.netstock.replenishment.watch;

import dev.netstock.stock.ItemKey;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of a SKU at a location that has settings, or had. Immutable: each method that changes
 * it returns the new state. Settings, level and crossings each have a number that only grows; the
 * newest wins, in whatever order they arrive.
 *
 * @param item the SKU at its location
 * @param settingsVersion the version of the SKU's settings that was applied
 * @param thresholds when it is low; empty if the settings were removed: then it is not watched
 * @param level the newest level
 * @param crossings how many times it crossed a threshold: low, recovered, low again, …
 * @param owed the last crossing, if it is not published yet
 */
public record WatchedItem(
        ItemKey item,
        long settingsVersion,
        Optional<Thresholds> thresholds,
        Level level,
        long crossings,
        Optional<ThresholdCrossing> owed) {
    /** The state of an item that is not stored. */
    public static WatchedItem unknown(ItemKey item) {
        return new WatchedItem(item, 0, Optional.empty(), Level.NONE, 0, Optional.empty());
    }

    public boolean isLow() {
        return ThresholdCrossing.isLow(crossings);
    }

    /** How many times it has been low, including the current episode. */
    public long episode() {
        return ThresholdCrossing.episodes(crossings);
    }

    /**
     * Applies settings, without checking for a crossing: see {@link #evaluate}. An item without
     * thresholds forgets its level, but remembers that it was low.
     */
    public WatchedItem withSettings(long version, Optional<Thresholds> newest) {
        return version > settingsVersion
                ? new WatchedItem(
                        item,
                        version,
                        newest,
                        newest.isPresent() ? level : Level.NONE,
                        crossings,
                        owed)
                : this;
    }

    /** Applies a reported level. One that is not newer changes nothing. */
    public WatchedItem withReport(Level reported, Instant at) {
        return reported.isNewerThan(level) ? evaluate(reported, at) : this;
    }

    /**
     * Applies the current level, and checks for a crossing, which new settings may cause even if
     * the level is not new.
     */
    public WatchedItem evaluate(Level current, Instant at) {
        return withLevel(current).cross(at);
    }

    /** Clears the owed crossing once it is published. */
    public WatchedItem withoutOwed() {
        return new WatchedItem(
                item, settingsVersion, thresholds, level, crossings, Optional.empty());
    }

    /** Applies the number of recorded crossings, if the item missed some. */
    public WatchedItem catchUp(long recorded) {
        return recorded > crossings
                ? new WatchedItem(
                        item, settingsVersion, thresholds, level, recorded, Optional.empty())
                : this;
    }

    /**
     * Catches up with the same item in the serving generation. If this item has a newer level, that
     * level may cause a crossing.
     */
    public WatchedItem follow(WatchedItem leader, Instant at) {
        return withSettings(leader.settingsVersion, leader.thresholds)
                .catchUp(leader.crossings)
                .evaluate(leader.level, at);
    }

    /** Applies a level, if it is newer, without checking for a crossing. */
    private WatchedItem withLevel(Level current) {
        return thresholds.isPresent() && current.isNewerThan(level)
                ? new WatchedItem(item, settingsVersion, thresholds, current, crossings, owed)
                : this;
    }

    private WatchedItem cross(Instant at) {
        if (thresholds.filter(this::isCrossed).isEmpty()) {
            return this;
        }
        var crossing =
                new ThresholdCrossing(
                        item, crossings + 1, at, level.available(), thresholds.orElseThrow());
        return new WatchedItem(
                item, settingsVersion, thresholds, level, crossing.number(), Optional.of(crossing));
    }

    private boolean isCrossed(Thresholds by) {
        if (level.version() == 0) {
            return false;
        }
        return isLow()
                ? level.available() >= by.recoveryPoint()
                : level.available() <= by.reorderPoint();
    }
}
