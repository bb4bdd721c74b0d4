package dev.netstock.local.eventsource;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;

/** One record of a shard of any kind of stream. */
public interface SourceRecord {
    String sequenceNumber();

    /** Its approximate arrival time. */
    Instant arrivedAt();

    /** Records of the same lane are delivered in order. */
    Object lane();

    /** The record as part of the event for the function. */
    ObjectNode event();
}
