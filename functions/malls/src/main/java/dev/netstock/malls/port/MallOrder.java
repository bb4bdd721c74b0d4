package dev.netstock.malls.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order of a mall, as far as units are concerned. It holds no customer data.
 *
 * @param number the mall's order number
 * @param placedAt when the customer ordered, by the mall's clock
 * @param updatedAt the last change, by the mall's clock; {@code placedAt} if there was none. A mall
 *     that does not say it: when it was read
 * @param parent the order that this one was split off, if the mall splits orders. The lines of all
 *     parts together replace those of the parent
 */
public record MallOrder(
        String number,
        OrderState state,
        Instant placedAt,
        Instant updatedAt,
        List<MallOrderLine> lines,
        Optional<String> parent) {
    public MallOrder {
        lines = List.copyOf(lines);
    }
}
