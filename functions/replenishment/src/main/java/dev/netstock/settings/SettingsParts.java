package dev.netstock.settings;

import dev.netstock.messages.EventPublisher;
import dev.netstock.platform.aws.DynamoClients;
import dev.netstock.platform.call.CallListener;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.messaging.QueueSender;
import dev.netstock.projection.GenerationReader;
import dev.netstock.replenishment.dynamodb.DynamoReplenishment;
import dev.netstock.replenishment.request.RequestReader;
import dev.netstock.replenishment.watch.NetStockLevels;
import dev.netstock.replenishment.watch.ThresholdSettings;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.Locations;
import dev.netstock.stock.dynamodb.DynamoLevels;
import dev.netstock.stock.level.LevelReader;

import java.time.InstantSource;

/**
 * What the settings function works on.
 *
 * @param setting sets and reads the settings
 * @param shards pins shards
 * @param samples tells what is on display
 * @param generations which generations there are
 * @param requests reads the requests to fill shelves
 * @param known tells which SKUs there are
 * @param locations the locations that sell online
 * @param clock the time of day
 */
public record SettingsParts(
        ThresholdSettings setting,
        ShardSettings shards,
        SamplePublisher samples,
        GenerationReader generations,
        RequestReader requests,
        KnownSkus known,
        Locations locations,
        InstantSource clock) {
    public static SettingsParts of(SettingsConfig config, CallListener listener) {
        return of(
                config.replenishment().replenishment(listener),
                config.replenishment().topic(listener),
                config.replenishment().supplyChain(listener),
                config.shards(listener),
                config.levels(listener),
                config.netStock(listener).readingLevels(),
                config.locations(),
                InstantSource.system());
    }

    public static SettingsParts of(
            DynamoReplenishment replenishment,
            EventPublisher topic,
            QueueSender supplyChain,
            ShardSettings shards,
            DynamoLevels levels,
            LevelReader skus,
            Locations locations,
            InstantSource clock) {
        var setting =
                new ThresholdSettings(
                        replenishment.settling(topic, supplyChain),
                        new NetStockLevels(levels.summingShards()),
                        Parallel.upTo(DynamoClients.CONNECTIONS_MAX),
                        clock);
        return new SettingsParts(
                setting,
                shards,
                new SamplePublisher(topic),
                replenishment.generations(),
                replenishment.readingRequests(),
                (sku, call) -> skus.one(sku, Consistency.EVENTUAL, call).isPresent(),
                locations,
                clock);
    }
}
