package dev.netstock.replenishment.watch;

import dev.netstock.stock.ItemKey;

import java.time.Instant;
import java.util.Optional;

/**
 * A SKU at a location that has settings, or had: what is known of it. Immutable; each method gives
 * the item as it is afterwards. Settings, level and turns each have a number that only grows, and
 * the newest wins, in whatever order they are heard.
 *
 * @param item the SKU at its location
 * @param settingsVersion the version of the SKU's settings that it has
 * @param thresholds when it is low; empty if its settings were removed: it is not watched then
 * @param level the newest level that was heard
 * @param turns how many times it turned: low, recovered, low again, …
 * @param owed the last turn, if it is not told yet
 */
public record WatchedItem(
        ItemKey item,
        long settingsVersion,
        Optional<Thresholds> thresholds,
        Level level,
        long turns,
        Optional<ThresholdCrossing> owed) {
    /** An item of which nothing is known. */
    public static WatchedItem unknown(ItemKey item) {
        return new WatchedItem(item, 0, Optional.empty(), Level.NONE, 0, Optional.empty());
    }

    public boolean isLow() {
        return ThresholdCrossing.isLow(turns);
    }

    /** How many times it was low, with this one. */
    public long episode() {
        return ThresholdCrossing.episodes(turns);
    }

    /**
     * With its settings, which do not tell by themselves whether it is low: see {@link #looked}.
     * Without any it forgets the level; that it was low it remembers.
     */
    public WatchedItem set(long version, Optional<Thresholds> newest) {
        return version > settingsVersion
                ? new WatchedItem(
                        item, version, newest, newest.isPresent() ? level : Level.NONE, turns, owed)
                : this;
    }

    /** After a level was told; an older one, or the same, changes nothing. */
    public WatchedItem heard(Level told, Instant at) {
        return told.isNewerThan(level) ? looked(told, at) : this;
    }

    /** After its level was looked up: it may turn even if the level is known, by new settings. */
    public WatchedItem looked(Level found, Instant at) {
        return knowing(found).turned(at);
    }

    /** Once all is told that was owed. */
    public WatchedItem paid() {
        return new WatchedItem(item, settingsVersion, thresholds, level, turns, Optional.empty());
    }

    /** After others told of a turn that it had missed. */
    public WatchedItem caughtUp(long told) {
        return told > turns
                ? new WatchedItem(item, settingsVersion, thresholds, level, told, Optional.empty())
                : this;
    }

    /**
     * As far as another one is, at least: the same item in the generation that serves. If this one
     * knows a newer level, it may turn by that.
     */
    public WatchedItem following(WatchedItem leader, Instant at) {
        return set(leader.settingsVersion, leader.thresholds)
                .caughtUp(leader.turns)
                .looked(leader.level, at);
    }

    /** With a level, if it is newer, and without a thought about what follows from it. */
    private WatchedItem knowing(Level found) {
        return thresholds.isPresent() && found.isNewerThan(level)
                ? new WatchedItem(item, settingsVersion, thresholds, found, turns, owed)
                : this;
    }

    private WatchedItem turned(Instant at) {
        return thresholds
                .filter(this::turnsBy)
                .map(by -> new ThresholdCrossing(item, turns + 1, at, level.available(), by))
                .map(this::turned)
                .orElse(this);
    }

    private WatchedItem turned(ThresholdCrossing turn) {
        return new WatchedItem(
                item, settingsVersion, thresholds, level, turn.number(), Optional.of(turn));
    }

    private boolean turnsBy(Thresholds by) {
        if (level.version() == 0) {
            return false;
        }
        return isLow()
                ? level.available() >= by.recoveryPoint()
                : level.available() <= by.reorderPoint();
    }
}
