package dev.netstock.platform.messaging;

/**
 * A message to be sent.
 *
 * @param entryId its ID within the request
 * @param id its ID, usually the event's
 * @param bytes its share of the request size
 * @param entry the SDK's request entry
 */
record OutgoingMessage<E>(String entryId, String id, long bytes, E entry) {}
