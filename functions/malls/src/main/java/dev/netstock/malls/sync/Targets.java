package dev.netstock.malls.sync;

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

    /** The items that a mall should have left to sell. */
    public long items(ItemRow row, Channel channel, SaleModeRule rule, Instant now) {
        return row.parts().stream()
                .mapToLong(part -> part.itemsOf(unitsOf(row, part, channel, rule, now)))
                .min()
                .orElse(0);
    }

    private long unitsOf(ItemRow row, Part part, Channel channel, SaleModeRule rule, Instant now) {
        SkuLevel level = row.levels().get(part.sku());
        return level == null ? 0 : units(level, channel, rule, now);
    }

    /**
     * A digest of all that targets depend on beside levels: if it differs, plan all items again.
     */
    long digest(SaleModeRule rule, Instant now) {
        long digest = rule.cap();
        for (MallSettings mall : malls) {
            digest = 31 * digest + mall.capAt(now);
        }
        return digest;
    }

    long units(SkuLevel level, Channel channel, SaleModeRule rule, Instant now) {
        long left = level.total();
        for (MallSettings mall : malls) {
            boolean shared = mall.mode() == MallSettings.Mode.SHARED;
            long countsOn = (shared ? level.general() : left) - mall.buffer();
            long units = 0;
            if (countsOn > 0 && countsOn >= mall.floor()) {
                long share = shared ? countsOn : countsOn * mall.percent() / 100;
                units = Math.min(Math.min(mall.capAt(now), rule.cap()), share);
            }
            if (mall.channel().equals(channel)) {
                return units;
            }
            left -= shared ? 0 : units;
        }
        throw new IllegalArgumentException("No settings of this mall: " + channel);
    }
}
