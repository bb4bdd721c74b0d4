package dev.netstock.ledger.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.netstock.platform.call.Call;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.reservation.CancelCommand;
import dev.netstock.stock.reservation.CancelFlow;
import dev.netstock.stock.reservation.CancelResult;
import dev.netstock.stock.reservation.RequestedLine;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Gives back units that an order still holds at a location although they left from another one,
 * with a cancellation. The cancellation's id depends on the units held, so repeating the repair
 * before the ledger has the cancellation repeats the same cancellation. Thread-safe.
 *
 * @param cancelFlow cancels in net stock, which never gives back shipped units
 */
record ShippedElsewhereRepair(CancelFlow cancelFlow) {
    /** The prefix of the ids of these cancellations. */
    static final String PREFIX = "shipped-elsewhere.";

    Repair repair(Finding finding, Call call) {
        ItemKey item = finding.item().orElseThrow();
        Finding.Numbers held = finding.numbers().orElseThrow();
        var command =
                new CancelCommand(
                        new OrderId(finding.orderId().orElseThrow()),
                        id(item, held.actual()),
                        List.of(
                                new RequestedLine(
                                        item.sku(),
                                        Optional.of(item.location()),
                                        quantity(held.actual() - held.expected()))));
        return switch (cancelFlow.cancel(command, call)) {
            case CancelResult.Cancelled _, CancelResult.AlreadyCancelled _ -> Repair.GIVEN_BACK;
            case CancelResult.UnknownOrder _,
                    CancelResult.NotConfirmed _,
                    CancelResult.ExceedsOrder _,
                    CancelResult.AlreadyShipped _,
                    CancelResult.CancellationIdReused _ ->
                    Repair.LEFT_TO_NEXT_RUN;
        };
    }

    /** The next run repairs the units beyond the limit of a line. */
    private static int quantity(long units) {
        return (int) Math.min(units, RequestedLine.QUANTITY_MAX);
    }

    private static CancellationId id(ItemKey item, long held) {
        String of = item.sku() + "/" + item.location() + "/" + held;
        return new CancellationId(PREFIX + UUID.nameUUIDFromBytes(of.getBytes(UTF_8)));
    }
}
