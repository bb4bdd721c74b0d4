package dev.netstock.platform.messaging;

/**
 * A message on its way.
 *
 * @param entryId names it within its request
 * @param id what it is: the event's id
 * @param bytes what it counts towards the size of a request
 * @param entry the message in the words of the SDK
 */
record OutgoingMessage<E>(String entryId, String id, long bytes, E entry) {}
