package dev.netstock.infra.events;

import static java.util.Objects.requireNonNull;

import dev.netstock.infra.data.StoredData;
import dev.netstock.infra.events.ConsumerQueue.Kind;
import dev.netstock.infra.function.FunctionZips;
import dev.netstock.infra.function.NetStockFunction;
import dev.netstock.infra.function.StockFunction;
import dev.netstock.infra.stage.StageSettings;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

import java.util.EnumMap;
import java.util.Map;

/**
 * What happens after an answer was given: changes leave the tables through their streams, and reach
 * everybody who needs them.
 */
public final class EventsStack extends Stack {
    private final StageSettings settings;
    private final EventChannels channels;
    private final Map<NetStockFunction, StockFunction> functions =
            new EnumMap<>(NetStockFunction.class);
    private final Map<NetStockFunction, ConsumerQueue> queues =
            new EnumMap<>(NetStockFunction.class);
    private final Map<NetStockFunction, EventSourceMapping> streams =
            new EnumMap<>(NetStockFunction.class);
    private final Archive archive;

    public EventsStack(
            Construct scope,
            String id,
            StageSettings settings,
            StoredData data,
            FunctionZips zips) {
        super(
                scope,
                id,
                StackProps.builder()
                        .description("net-stock " + settings.name() + ": events")
                        .terminationProtection(settings.keepsData())
                        .build());
        this.settings = settings;
        var topic = topic(data);
        var supplyChain = new SupplyChainQueue(this, settings).queue();
        this.archive = new Archive(this, settings, data, topic);
        makeQueues();
        this.channels =
                new EventChannels(topic, supplyChain, queueOf(NetStockFunction.SHARDS).queue());
        makeFunctions(new EventFunctions(this, settings, zips, data, channels, queues));
        feed(data);
        outputs();
    }

    /** Where other stacks publish. */
    public EventChannels channels() {
        return channels;
    }

    /** All functions of this stack. */
    public Map<NetStockFunction, StockFunction> functions() {
        return functions;
    }

    /** One function of this stack. */
    public StockFunction function(NetStockFunction which) {
        return requireNonNull(functions.get(which), () -> which + " is not of this stack");
    }

    /** The mappings that read streams, by the function that they feed. */
    public Map<NetStockFunction, EventSourceMapping> streams() {
        return streams;
    }

    /** The queues, by the function that consumes them. */
    public Map<NetStockFunction, Queue> queues() {
        var all = new EnumMap<NetStockFunction, Queue>(NetStockFunction.class);
        queues.forEach((consumer, pair) -> all.put(consumer, pair.queue()));
        return all;
    }

    /** Where messages end that no consumer could handle. */
    public Map<NetStockFunction, Queue> deadLetters() {
        var all = new EnumMap<NetStockFunction, Queue>(NetStockFunction.class);
        queues.forEach((consumer, pair) -> all.put(consumer, pair.deadLetters()));
        return all;
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

    private void makeQueue(NetStockFunction consumer, Kind kind) {
        queues.put(consumer, new ConsumerQueue(this, consumer, settings, kind));
    }

    private void makeFunctions(EventFunctions making) {
        functions.put(NetStockFunction.DELTA_PUBLISHER, making.deltaPublisher());
        functions.put(NetStockFunction.LEVEL_PUBLISHER, making.levelPublisher());
        functions.put(NetStockFunction.EXPIRY, making.expiry());
        functions.put(NetStockFunction.SWEEP, making.sweep());
        functions.put(NetStockFunction.HISTORY, making.history());
        functions.put(NetStockFunction.HISTORY_REBUILD, making.historyRebuild());
        functions.put(NetStockFunction.SALES, making.sales());
        functions.put(NetStockFunction.SALES_REBUILD, making.salesRebuild());
        functions.put(NetStockFunction.REPLENISHMENT, making.replenishment());
        functions.put(NetStockFunction.REPLENISHMENT_REBUILD, making.replenishmentRebuild());
        functions.put(NetStockFunction.SHARDS, making.shards());
    }

    private void feed(StoredData data) {
        var feeds = new Feeding(settings, data, functions);
        streams.put(
                NetStockFunction.DELTA_PUBLISHER,
                feeds.byStream(NetStockFunction.DELTA_PUBLISHER, data.tables().stockDeltas()));
        streams.put(
                NetStockFunction.LEVEL_PUBLISHER,
                feeds.byStream(NetStockFunction.LEVEL_PUBLISHER, data.tables().netStock()));
        queues.forEach(feeds::byQueue);
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

    private ConsumerQueue queueOf(NetStockFunction consumer) {
        return requireNonNull(queues.get(consumer));
    }

    private void outputs() {
        output("StockEventsTopic", channels.stockEvents().getTopicArn());
        output("SupplyChainQueueUrl", channels.supplyChain().getQueueUrl());
        functions.forEach(
                (which, function) ->
                        output(which.id() + "Function", function.live().getFunctionArn()));
    }

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id + "Output").value(value).build().overrideLogicalId(id);
    }
}
