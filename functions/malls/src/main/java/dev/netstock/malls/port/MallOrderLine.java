package dev.netstock.malls.port;

/**
 * A line of a mall's order.
 *
 * @param lineId the mall's id of the line
 * @param quantity how many of the item are ordered. A line that was cancelled has 0; the lines of a
 *     cancelled order keep what was ordered
 */
public record MallOrderLine(String lineId, MallItem item, long quantity) {}
