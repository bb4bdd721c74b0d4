package dev.netstock.operations.aws;

/** How many messages a queue has, approximately. */
public record QueueDepth(long waiting, long inFlight, long delayed) {}
