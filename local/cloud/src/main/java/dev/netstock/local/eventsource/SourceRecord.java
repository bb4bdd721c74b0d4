package dev.netstock.local.eventsource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;

/** One record of a shard, of whatever kind of stream. */
public interface SourceRecord {
    String sequenceNumber();

    /** About when it came into the stream. */
    Instant arrivedAt();

    /** Records of the same lane are handed over one after another. */
    Object lane();

    /** As the function is sent it. */
    ObjectNode event();
}
