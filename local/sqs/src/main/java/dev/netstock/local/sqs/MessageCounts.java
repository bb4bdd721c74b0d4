package dev.netstock.local.sqs;

/**
 * The messages of a queue. SQS calls these numbers approximate; here they are exact.
 *
 * @param visible can be received; in a FIFO queue, some may wait for others of their group
 * @param inFlight received and hidden
 * @param delayed not visible yet
 */
public record MessageCounts(int visible, int inFlight, int delayed) {}
