package dev.netstock.publishers;

import dev.netstock.messages.EventPublisher;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.messaging.QueueSender;

/**
 * Where the level publisher hands things on.
 *
 * @param topic takes events
 * @param levels takes levels, in order for each SKU and location
 * @param sweep takes takes, and delivers them a minute later
 * @param shards hears which items are hot
 */
record LevelDestinations(
        EventPublisher topic, QueueSender levels, QueueSender sweep, ShardNotifier shards) {}
