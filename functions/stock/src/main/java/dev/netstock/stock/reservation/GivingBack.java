package dev.netstock.stock.reservation;

import dev.netstock.stock.delta.DeltaLine;

import java.util.List;

/** The lines that give a whole reservation back. */
final class GivingBack {
    private GivingBack() {}

    static List<DeltaLine> all(Reservation reservation) {
        return reservation.items().stream()
                .map(held -> DeltaLine.giveBack(held.item(), held.cancellable()))
                .filter(line -> line.units() > 0)
                .toList();
    }
}
