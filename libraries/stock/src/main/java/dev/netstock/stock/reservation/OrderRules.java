package dev.netstock.stock.reservation;

import dev.netstock.stock.Location;
import dev.netstock.stock.limit.PurchaseLimit;
import dev.netstock.stock.place.Place;
import dev.netstock.stock.place.Places;
import dev.netstock.stock.place.SalesChannel;
import dev.netstock.stock.reservation.ReserveResult.HoldTooLong;
import dev.netstock.stock.reservation.ReserveResult.PickupNotOffered;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the settings of its channel and its locations say about an order, beyond its units.
 *
 * @param hold how long its units are held
 * @param limit the purchase limit of SKUs to which none of their own applies
 * @param refusal why it is refused; empty if it is not
 */
record OrderRules(Duration hold, Optional<PurchaseLimit> limit, Optional<ReserveResult> refusal) {
    /** The settings do not apply to what a channel has promised. */
    static OrderRules ofPromised(ReserveCommand command) {
        return new OrderRules(
                command.hold().orElse(ReserveCommand.HOLD_DEFAULT),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * @param bound the longest hold that the stage allows the channel
     */
    static OrderRules of(ReserveCommand command, Places places, Duration bound) {
        SalesChannel channel = places.channel(command.channel());
        Duration longest = longestHold(channel, bound);
        Duration standard = channel.holds().standard().orElse(ReserveCommand.HOLD_DEFAULT);
        Duration hold = command.hold().orElse(least(standard, longest));
        return new OrderRules(
                hold,
                channel.limit(),
                Stream.of(tooLong(hold, longest), notOffered(command, places))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    /** The longest hold of a channel, by its settings and within the bound of the stage. */
    static Duration longestHold(SalesChannel channel, Duration bound) {
        return least(channel.holds().longest().orElse(bound), bound);
    }

    private static Duration least(Duration one, Duration other) {
        return Collections.min(List.of(one, other));
    }

    private static Optional<ReserveResult> tooLong(Duration hold, Duration longest) {
        return hold.compareTo(longest) > 0
                ? Optional.of(new HoldTooLong(longest))
                : Optional.empty();
    }

    private static Optional<ReserveResult> notOffered(ReserveCommand command, Places places) {
        List<Location> locations =
                command.lines().stream()
                        .filter(RequestedLine::pickup)
                        .flatMap(line -> line.location().stream())
                        .filter(where -> places.location(where).filter(Place::pickup).isEmpty())
                        .distinct()
                        .sorted()
                        .toList();
        return locations.isEmpty()
                ? Optional.empty()
                : Optional.of(new PickupNotOffered(locations));
    }
}
