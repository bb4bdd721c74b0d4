package dev.netstock.local.eventsource;

import dev.netstock.local.eventsource.StreamMappingDefinition.StartingPosition;

import java.util.List;
import java.util.Optional;

/** A stream that a mapping reads. Thread-safe. */
public interface SourceStream {
    /**
     * A shard.
     *
     * @param parent the shard that must be read to its end before this one
     */
    record Shard(String id, Optional<String> parent) {}

    /** Those that there are by now. */
    List<Shard> shards();

    /** Takes a place in a shard: what is written from now on is read, whatever the position. */
    ShardCursor open(String shardId, StartingPosition from);

    /** What a failure destination calls the place of a batch in this kind of stream. */
    String batchInfo();
}
