package dev.netstock.malls;

import dev.netstock.malls.adapter.ShopSettings;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.stock.Channel;

import java.time.Duration;

/**
 * A mall of the stage.
 *
 * @param settings how the retailer runs it
 * @param shop what its adapter needs that is no secret
 * @param pollEvery how often its orders are listed while nothing else is to do. Less than {@link
 *     MallsConfig#WOKEN_EVERY} keeps a function running
 */
public record ConfiguredMall(MallSettings settings, ShopSettings shop, Duration pollEvery) {
    public Channel channel() {
        return settings.channel();
    }
}
