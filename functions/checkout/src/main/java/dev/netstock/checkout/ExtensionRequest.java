package dev.netstock.checkout;

import dev.netstock.platform.http.HttpRequest;
import dev.netstock.platform.json.BooleanFormat;
import dev.netstock.platform.json.Decoded;
import dev.netstock.platform.json.IntegerFormat;
import dev.netstock.platform.json.JsonMembers;
import dev.netstock.platform.json.ValidationErrors;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.format.StockFormats;
import dev.netstock.stock.reservation.ExtendCommand;
import dev.netstock.stock.reservation.ReserveCommand;

import java.time.Duration;
import java.util.Optional;

/** Decodes {@code {"holdSeconds", "mayShorten"?}}. */
final class ExtensionRequest {
    private static final IntegerFormat HOLD_SECONDS =
            new IntegerFormat(
                    ReserveCommand.HOLD_MIN.toSeconds(), ReserveCommand.HOLD_MAX.toSeconds());

    private static final BooleanFormat FLAG = new BooleanFormat();

    private ExtensionRequest() {}

    static Decoded<ExtendCommand> decode(HttpRequest request) {
        ValidationErrors errors = new ValidationErrors();
        Optional<OrderId> orderId = request.path("orderId", StockFormats.ORDER_ID, errors);
        request.refuseQuery(errors);
        Optional<Contents> contents = request.body(errors).map(Contents::read);
        return errors.orElse(() -> contents.orElseThrow().command(orderId.orElseThrow()));
    }

    /** The decoded body. */
    private record Contents(Optional<Long> holdSeconds, boolean mayShorten) {
        static Contents read(JsonMembers body) {
            Optional<Long> holdSeconds = body.required("holdSeconds", HOLD_SECONDS);
            boolean mayShorten = body.optional("mayShorten", FLAG).orElse(false);
            body.refuseOthers();
            return new Contents(holdSeconds, mayShorten);
        }

        ExtendCommand command(OrderId orderId) {
            return new ExtendCommand(
                    orderId, Duration.ofSeconds(holdSeconds.orElseThrow()), mayShorten);
        }
    }
}
