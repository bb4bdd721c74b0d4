package dev.netstock.malls.api;

import dev.netstock.malls.dynamodb.DynamoMallStore;
import dev.netstock.malls.sync.MallControl;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.Mappings;
import dev.netstock.malls.sync.SkuLevel;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Sku;

import java.util.List;
import java.util.function.Function;

/** A mall of the stage, and what an operator may do with it. */
record ApiMall(
        MallSettings settings, DynamoMallStore store, Mappings mappings, MallControl control) {
    static ApiMall of(
            MallSettings settings,
            DynamoMallStore store,
            Function<List<Sku>, List<SkuLevel>> levels) {
        return new ApiMall(
                settings,
                store,
                new Mappings(store, levels),
                new MallControl(store, settings.channel()));
    }

    Channel channel() {
        return settings.channel();
    }
}
