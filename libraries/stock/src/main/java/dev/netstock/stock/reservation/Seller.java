package dev.netstock.stock.reservation;

import dev.netstock.stock.Channel;
import dev.netstock.stock.LocationGroup;

import java.util.Optional;

/**
 * Who sells an order, and from which locations.
 *
 * @param channel the seller
 * @param group the group whose locations may serve a line that names none; empty for all
 */
record Seller(Channel channel, Optional<LocationGroup> group) {
    static Seller of(ReserveCommand command) {
        return new Seller(command.channel(), command.group());
    }
}
