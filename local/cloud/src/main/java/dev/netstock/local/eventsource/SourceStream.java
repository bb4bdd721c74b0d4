package dev.netstock.local.eventsource;

import dev.netstock.local.eventsource.StreamMappingDefinition.StartingPosition;

import java.util.List;
import java.util.Optional;

/** A stream as an event source. Thread-safe. */
public interface SourceStream {
    /**
     * A shard.
     *
     * @param parent the shard that must be read completely before this one
     */
    record Shard(String id, Optional<String> parent) {}

    /** The current shards. */
    List<Shard> shards();

    /**
     * Opens a position in a shard. Records written from now on are read, whatever the starting
     * position.
     */
    ShardCursor open(String shardId, StartingPosition from);

    /** Name of the invocation record's member with the batch's position in this kind of stream. */
    String batchInfo();
}
