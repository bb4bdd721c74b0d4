package dev.netstock.infra.events;

import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sqs.IQueue;

/**
 * Where other stacks publish.
 *
 * @param stockEvents every event; a new consumer subscribes, and nobody upstream changes
 * @param supplyChain requests to fill a shelf, in order for each, read by the system that does
 * @param shardHeat which items are hot, and which SKUs to look at
 */
public record EventChannels(ITopic stockEvents, IQueue supplyChain, IQueue shardHeat) {}
