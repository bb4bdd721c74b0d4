package dev.netstock.infra.events;

import dev.netstock.infra.data.StoredData;
import dev.netstock.infra.events.ConsumerQueue.Kind;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

import java.util.EnumMap;
import java.util.Map;

/**
 * What happens after an answer was given: changes leave the tables through their streams, and reach
 * everybody who needs them.
 */
public final class EventsStack extends ConsumerStack {
    private final EventChannels channels;
    private final Map<NetStockFunction, EventSourceMapping> streams =
            new EnumMap<>(NetStockFunction.class);
    private final Archive archive;

    public EventsStack(
            Construct scope,
            String id,
            StageSettings settings,
            StoredData data,
            FunctionZips zips) {
        super(scope, id, settings, "events");
        var topic = topic(data);
        var supplyChain = new SupplyChainQueue(this, settings).queue();
        this.archive = new Archive(this, settings, data, topic);
        makeQueues();
        this.channels =
                new EventChannels(topic, supplyChain, queueOf(NetStockFunction.SHARDS).queue());
        makeFunctions(new EventFunctions(this, settings, zips, data, channels, consumed()));
        feed(data);
        outputs();
    }

    /** Where other stacks publish. */
    public EventChannels channels() {
        return channels;
    }

    /** The mappings that read streams, by the function that they feed. */
    public Map<NetStockFunction, EventSourceMapping> streams() {
        return streams;
    }

    /** The delivery stream of the archive, as metrics name it. */
    public String archiveStream() {
        return archive.streamName();
    }

    private Topic topic(StoredData data) {
        return Topic.Builder.create(this, "StockEvents")
                .masterKey(data.key())
                .enforceSsl(true)
                .build();
    }

    private void makeQueues() {
        makeQueue(NetStockFunction.EXPIRY, Kind.STANDARD);
        makeQueue(NetStockFunction.SWEEP, Kind.DELAYED);
        makeQueue(NetStockFunction.HISTORY, Kind.STANDARD);
        makeQueue(NetStockFunction.SALES, Kind.STANDARD);
        makeQueue(NetStockFunction.REPLENISHMENT, Kind.FIFO);
        makeQueue(NetStockFunction.SHARDS, Kind.STANDARD);
    }

    private void makeFunctions(EventFunctions making) {
        add(NetStockFunction.DELTA_PUBLISHER, making.deltaPublisher());
        add(NetStockFunction.LEVEL_PUBLISHER, making.levelPublisher());
        add(NetStockFunction.EXPIRY, making.expiry());
        add(NetStockFunction.SWEEP, making.sweep());
        add(NetStockFunction.HISTORY, making.history());
        add(NetStockFunction.HISTORY_REBUILD, making.historyRebuild());
        add(NetStockFunction.SALES, making.sales());
        add(NetStockFunction.SALES_REBUILD, making.salesRebuild());
        add(NetStockFunction.REPLENISHMENT, making.replenishment());
        add(NetStockFunction.REPLENISHMENT_REBUILD, making.replenishmentRebuild());
        add(NetStockFunction.SHARDS, making.shards());
    }

    private void feed(StoredData data) {
        var feeds = new EventSources(settings(), data, functions());
        streams.put(
                NetStockFunction.DELTA_PUBLISHER,
                feeds.byStream(NetStockFunction.DELTA_PUBLISHER, data.tables().stockDeltas()));
        streams.put(
                NetStockFunction.LEVEL_PUBLISHER,
                feeds.byStream(NetStockFunction.LEVEL_PUBLISHER, data.tables().netStock()));
        consumed().forEach(feeds::byQueue);
        lookAtShards();
        var subscriptions = new Subscriptions(channels.stockEvents());
        subscriptions.to(queueOf(NetStockFunction.EXPIRY), "reservation.reserved");
        subscriptions.to(
                queueOf(NetStockFunction.HISTORY),
                "reservation.*",
                "supply.changed",
                "stock.corrected");
        subscriptions.to(queueOf(NetStockFunction.SALES), "reservation.*");
    }

    /** A look that did not arrive is healed by the next. */
    private void lookAtShards() {
        new QueueSchedules(this, "EventSchedules")
                .tell(
                        "ShardLook",
                        "rate(1 minute)",
                        queueOf(NetStockFunction.SHARDS),
                        "{\"kind\":\"look\",\"places\":[]}",
                        60);
    }

    private void outputs() {
        output("StockEventsTopic", channels.stockEvents().getTopicArn());
        output("SupplyChainQueueUrl", channels.supplyChain().getQueueUrl());
        outputFunctions();
    }
}
