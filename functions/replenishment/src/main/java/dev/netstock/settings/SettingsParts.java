package dev.netstock.settings;

import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.http.Endpoint;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.replenishment.DynamoReplenishment;
import dev.netstock.replenishment.watch.LevelSource;
import dev.netstock.replenishment.watch.ThresholdSettings;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.place.PlaceSource;

import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * The services behind the endpoints of the settings function.
 *
 * @param reader reads settings
 * @param writer replaces settings
 * @param requests reads replenishment requests
 * @param limits purchase limits
 * @param known knows which SKUs exist
 * @param places the locations
 */
public record SettingsParts(
        SettingsReader reader,
        SettingsWriter writer,
        Endpoint requests,
        LimitEndpoints limits,
        KnownSkus known,
        PlaceSource places) {
    static SettingsParts of(SettingsConfig config, CallListener listener) {
        PlaceSource places = config.source(listener);
        return of(
                config.replenishment().replenishment(listener),
                config.replenishment().topic(listener),
                config.replenishment().supplyChain(listener),
                config.shards(listener),
                config.levels(listener),
                config.netStock(places, listener),
                config.customerKeys()::current,
                places,
                InstantSource.system());
    }

    public static SettingsParts of(
            DynamoReplenishment replenishment,
            EventPublisher topic,
            QueueSender supplyChain,
            ShardSettings shards,
            DynamoLevels levels,
            DynamoNetStock netStock,
            Supplier<String> currentKey,
            PlaceSource places,
            InstantSource clock) {
        ThresholdSettings settings =
                replenishment.settings(
                        replenishment.items(topic, supplyChain),
                        LevelSource.of(levels.shardTotals()),
                        clock);
        KnownSkus known = new KnownSkus(netStock.levelReader());
        return new SettingsParts(
                new SettingsReader(settings, shards, known),
                new SettingsWriter(
                        settings, shards, new SamplePublisher(topic), replenishment.generations()),
                replenishment.readRequests(clock),
                new LimitEndpoints(netStock.purchaseLimits(), currentKey, known, clock),
                known,
                places);
    }
}
