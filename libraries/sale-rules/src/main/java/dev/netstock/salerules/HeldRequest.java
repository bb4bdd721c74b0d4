package dev.netstock.salerules;

/**
 * A replenishment request that is held back until it is sent together with others.
 *
 * @param key its sort key: held requests are sent in the order of their keys
 * @param event the event {@code replenishment.requested}, as JSON
 */
public record HeldRequest(String key, String event) {}
