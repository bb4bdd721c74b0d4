package dev.netstock.salerules;

/**
 * A request to fill a shelf that waits until it goes out together with others.
 *
 * @param key its place among those that wait: they go out in the order of their keys
 * @param event the event {@code replenishment.requested}, as JSON
 */
public record HeldRequest(String key, String event) {}
