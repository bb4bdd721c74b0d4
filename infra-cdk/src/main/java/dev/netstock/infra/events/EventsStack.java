package dev.netstock.infra.events;

import dev.netstock.infra.function.FunctionStack;
import dev.netstock.infra.function.QueueUse;
import dev.netstock.infra.function.StackArea;
import dev.netstock.infra.function.StageResources;

import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/**
 * Downstream processing: publishers read the streams of the tables and publish events, and
 * consumers process them.
 */
public final class EventsStack extends FunctionStack {
    private final Archive archive;

    public EventsStack(Construct scope, String id, StageResources resources) {
        super(scope, id, StackArea.EVENTS, resources, "events");
        createQueues();
        var topic =
                Topic.Builder.create(this, "StockEvents")
                        .masterKey(resources.key())
                        .enforceSsl(true)
                        .build();
        resources.stockEvents(topic);
        var supplyChain = new SupplyChainQueue(this, settings()).queue();
        resources.addQueue(QueueUse.SUPPLY_CHAIN, supplyChain);
        this.archive = new Archive(this, resources);
        resources.archiveStream(archive.streamName());
        createFunctions();
        connectFunctions("EventSchedules");
        output("StockEventsTopic", topic.getTopicArn());
        output("SupplyChainQueueUrl", supplyChain.getQueueUrl());
        outputFunctions(functions());
    }

    /** The delivery stream of the archive, as metrics name it. */
    public String archiveStream() {
        return archive.streamName();
    }
}
