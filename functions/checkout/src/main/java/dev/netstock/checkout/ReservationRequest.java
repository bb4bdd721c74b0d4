package dev.netstock.checkout;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.TextFormat;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.Channel;
import dev.netstock.stock.LocationGroup;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.limit.Customer;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.ReserveCommand;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Decodes {@code {"channel"?, "holdSeconds"?, "lines", "group"?, "customer"?}}. */
final class ReservationRequest {
    private static final Channel STOREFRONT = new Channel("storefront");

    private static final TextFormat<Customer> CUSTOMER =
            new TextFormat<>(
                    "Must be 1 to 64 printable ASCII characters without spaces.",
                    Customer::isValid,
                    Customer::new);

    private ReservationRequest() {}

    /**
     * @param holdLimits the longest hold that the stage allows each channel; that of the channel
     *     may be shorter
     */
    static Decoded<ReserveCommand> decode(HttpRequest request, HoldLimits holdLimits) {
        ValidationErrors errors = new ValidationErrors();
        Optional<OrderId> orderId = request.path("orderId", StockFormats.ORDER_ID, errors);
        request.refuseQuery(errors);
        Optional<Contents> contents =
                request.body(errors).map(body -> Contents.read(body, holdLimits));
        return errors.orElse(() -> contents.orElseThrow().command(orderId.orElseThrow()));
    }

    /** The decoded body. */
    private record Contents(
            Channel channel,
            Optional<Duration> hold,
            List<RequestedLine> lines,
            Optional<LocationGroup> group,
            Optional<Customer> customer) {
        static Contents read(JsonMembers body, HoldLimits holdLimits) {
            Channel channel = body.optional("channel", StockFormats.CHANNEL).orElse(STOREFRONT);
            Optional<Long> holdSeconds =
                    body.optional(
                            "holdSeconds",
                            new IntegerFormat(
                                    ReserveCommand.HOLD_MIN.toSeconds(),
                                    holdLimits.of(channel).toSeconds()));
            List<RequestedLine> lines = RequestedLines.readReserved(body);
            Optional<LocationGroup> group = body.optional("group", StockFormats.GROUP);
            Optional<Customer> customer = body.optional("customer", CUSTOMER);
            body.refuseOthers();
            return new Contents(
                    channel, holdSeconds.map(Duration::ofSeconds), lines, group, customer);
        }

        ReserveCommand command(OrderId orderId) {
            return new ReserveCommand(orderId, channel, hold, lines, group, customer);
        }
    }
}
