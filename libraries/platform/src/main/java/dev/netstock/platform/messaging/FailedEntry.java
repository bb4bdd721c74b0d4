package dev.netstock.platform.messaging;

/**
 * An entry of a batch that was not accepted.
 *
 * @param entryId its ID within the request
 * @param code the service's error code
 * @param isPermanent whether a retry would fail again, because the message itself is invalid
 */
record FailedEntry(String entryId, String code, boolean isPermanent) {}
