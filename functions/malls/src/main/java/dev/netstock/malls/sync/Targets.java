package dev.netstock.malls.sync;

import dev.netstock.mallcounts.Reason;
import dev.netstock.stock.Channel;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How many units each mall may show. Malls are served by priority: each gets a percentage of what
 * those before it have left, up to its cap. So pools are small windows while there is plenty, and
 * shrink when the last units are left, which stay in general stock for all.
 *
 * @param malls the settings of all malls
 */
public record Targets(List<MallSettings> malls) {
    public Targets {
        malls =
                malls.stream()
                        .sorted(
                                Comparator.comparingInt(MallSettings::priority)
                                        .thenComparing(MallSettings::channel))
                        .toList();
    }

    /** The items that a mall should have left to sell, and why. */
    public Goal goal(ItemRow row, Channel channel, SaleModeRule rule, Instant now) {
        return row.parts().stream()
                .map(part -> goalOf(row, part, channel, rule, now))
                .min(Comparator.comparingLong(Goal::items))
                .orElse(new Goal(0, Reason.UNMAPPED));
    }

    private Goal goalOf(ItemRow row, Part part, Channel channel, SaleModeRule rule, Instant now) {
        SkuLevel level = row.levels().get(part.sku());
        if (level == null) {
            return new Goal(0, Reason.NO_STOCK);
        }
        Goal units = units(level, channel, rule, now);
        return new Goal(part.itemsOf(units.items()), units.reason());
    }

    /**
     * A digest of all that targets depend on beside levels: if it differs, plan all items again.
     */
    long digest(MallRow row, Instant now) {
        long digest = 2 * row.rules().sale().cap() + (row.rules().paused() ? 1 : 0);
        for (MallSettings mall : malls) {
            digest = 31 * digest + mall.capAt(now);
        }
        return digest;
    }

    /** The units of a SKU that a mall may show, and what limits them. */
    Goal units(SkuLevel level, Channel channel, SaleModeRule rule, Instant now) {
        long left = level.total();
        for (MallSettings mall : malls) {
            boolean shared = mall.mode() == MallSettings.Mode.SHARED;
            Goal goal = units(mall, level, shared ? level.general() : left, rule, now);
            if (mall.channel().equals(channel)) {
                return goal;
            }
            left -= shared ? 0 : goal.items();
        }
        throw new IllegalArgumentException("No settings of this mall: " + channel);
    }

    private static Goal units(
            MallSettings mall, SkuLevel level, long left, SaleModeRule rule, Instant now) {
        long countsOn = left - mall.buffer() - level.buffer(mall.channel());
        if (left <= 0) {
            return new Goal(0, level.total() > 0 ? Reason.PRIORITY : Reason.NO_STOCK);
        }
        if (countsOn <= 0) {
            return new Goal(0, Reason.BUFFER);
        }
        if (countsOn < mall.floor()) {
            return new Goal(0, Reason.FLOOR);
        }
        boolean shared = mall.mode() == MallSettings.Mode.SHARED;
        var share =
                shared
                        ? new Goal(countsOn, Reason.STOCK)
                        : new Goal(countsOn * mall.percent() / 100, Reason.PERCENT);
        long cap = mall.capAt(now);
        Goal capped =
                cap < share.items()
                        ? new Goal(cap, cap < mall.cap() ? Reason.MAINTENANCE : Reason.CAP)
                        : share;
        return rule.cap() < capped.items() ? new Goal(rule.cap(), Reason.SALE_RULE) : capped;
    }
}
