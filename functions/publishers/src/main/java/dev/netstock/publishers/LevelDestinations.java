package dev.netstock.publishers;

import dev.netstock.messages.EventPublisher;
import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.messaging.QueueSender;

/**
 * The destinations of the level publisher.
 *
 * @param topic receives events
 * @param levels receives watched levels, in order for each SKU and location
 * @param sweep receives unclaimed takes, and delivers them to the sweep a minute later
 * @param shards receives reports of hot items
 */
record LevelDestinations(
        EventPublisher topic, QueueSender levels, QueueSender sweep, ShardNotifier shards) {}
