package dev.netstock.malls.port;

import java.time.Instant;

/**
 * A mall's message that an order changed, from a webhook or a queue. It may be lost, late,
 * duplicated or out of order: it only says which order to read.
 *
 * @param id the mall's id of the message; the same for each delivery of it
 * @param number the order
 * @param at when the order changed, by the mall's clock
 */
public record Signal(String id, String number, Instant at) {}
