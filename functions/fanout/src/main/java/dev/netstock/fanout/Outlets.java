package dev.netstock.fanout;

import dev.netstock.messaging.EventPublisher;
import dev.netstock.messaging.QueueSender;
import dev.netstock.messaging.ShardTelling;

/**
 * Where the level publisher hands things on.
 *
 * @param topic takes events
 * @param levels takes levels, in order for each SKU and location
 * @param sweep takes takes, and delivers them a minute later
 * @param shards hears which items are hot
 */
record Outlets(EventPublisher topic, QueueSender levels, QueueSender sweep, ShardTelling shards) {}
