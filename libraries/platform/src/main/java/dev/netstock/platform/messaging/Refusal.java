package dev.netstock.platform.messaging;

/**
 * A message of a batch that was not accepted.
 *
 * @param entryId which one
 * @param code the service's word for why
 * @param isForGood whether it would be refused again: the fault is in the message
 */
record Refusal(String entryId, String code, boolean isForGood) {}
