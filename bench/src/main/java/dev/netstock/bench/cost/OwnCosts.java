package dev.netstock.bench.cost;

import dev.netstock.bench.BareStep;
import dev.netstock.bench.NetStockCalls;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.TransferId;
import dev.netstock.stock.delta.ShippedLine;
import dev.netstock.stock.reservation.CancelCommand;
import dev.netstock.stock.reservation.ExtendCommand;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.TransferCommand;
import dev.netstock.stock.supply.SupplyChange;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** The costs of net stock's other operations, which the other designs do not have. */
final class OwnCosts {
    private static final Sku SKU = new Sku(MeteredTables.SKUS.getFirst());

    private static final Location ELSEWHERE = new Location("west");

    private final MeteredTables metering = MeteredTables.withStock();
    private final NetStockCalls calls = metering.netStock();

    /** An execution environment that does not know the orders of {@link #calls}. */
    private final NetStockCalls others = metering.netStock();

    private final SequencedMap<String, Cost> costs = new LinkedHashMap<>();

    private OwnCosts() {}

    /** Costs by operation name. */
    static SequencedMap<String, Cost> measure() {
        var own = new OwnCosts();
        own.orders();
        own.repeats();
        own.knownOrders();
        own.holdsAndTransfers();
        own.supply();
        own.reads();
        return own.costs;
    }

    private void orders() {
        List<RequestedLine> line = List.of(NetStockCalls.line(SKU.value(), 1));
        List<RequestedLine> anywhere = List.of(new RequestedLine(SKU, Optional.empty(), 1));
        calls.reserve("A-1", line);
        add("reserve, 1 line without a location", () -> calls.reserve("A-2", anywhere));
        calls.confirm("A-1");
        var cancel = new CancelCommand(new OrderId("A-1"), new CancellationId("C-1"), List.of());
        add(
                "cancel, 1 line",
                () -> others.stock().cancelFlow().cancel(cancel, NetStockCalls.call()));
        var shipped = new ShippedLine(SKU, new Location(BareStep.LOCATION), 1);
        add(
                "record what was shipped, 1 line",
                () ->
                        others.stock()
                                .shipFlow()
                                .ship(new OrderId("A-2"), List.of(shipped), NetStockCalls.call()));
        add(
                "read a reservation",
                () -> calls.stock().readReservation(new OrderId("A-1"), NetStockCalls.call()));
    }

    /** Each reaches another environment, which does not know the order. */
    private void repeats() {
        List<RequestedLine> line = List.of(NetStockCalls.line(SKU.value(), 1));
        calls.reserve("R-1", line);
        add(
                "same reserve again, as the caller says",
                () -> metering.netStock().reserveAgain("R-1", line));
        add(
                "same reserve again, nothing else changed the item",
                () -> metering.netStock().reserve("R-1", line));
        calls.reserve("R-2", line);
        add(
                "same reserve again, another order changed it",
                () -> metering.netStock().reserve("R-1", line));
    }

    /** The environment that reserved them. */
    private void knownOrders() {
        List<RequestedLine> line = List.of(NetStockCalls.line(SKU.value(), 1));
        calls.reserve("K-1", line);
        calls.reserve("K-2", line);
        add("same reserve again, where it was reserved", () -> calls.reserve("K-1", line));
        add("confirm, where it was reserved", () -> calls.confirm("K-1"));
        add("release, 1 line, where it was reserved", () -> calls.release("K-2"));
        var cancel = new CancelCommand(new OrderId("K-1"), new CancellationId("C-1"), List.of());
        add(
                "cancel, 1 line, where it was confirmed",
                () -> calls.stock().cancelFlow().cancel(cancel, NetStockCalls.call()));
    }

    private void holdsAndTransfers() {
        List<RequestedLine> line = List.of(NetStockCalls.line(SKU.value(), 1));
        apply(new SupplyChange(SKU, ELSEWHERE, MeteredTables.SUPPLY, 9));
        calls.reserve("H-1", line);
        var days = new ExtendCommand(new OrderId("H-1"), Duration.ofDays(3), false);
        add("extend a hold", () -> extend(others, days));
        calls.reserve("H-2", line);
        var order = new OrderId("H-2");
        add(
                "extend a hold, where it was reserved",
                () -> extend(calls, new ExtendCommand(order, Duration.ofDays(3), false)));
        var transfer = new TransferCommand(order, new TransferId("T-1"), ELSEWHERE, List.of());
        add(
                "transfer, 1 line",
                () -> others.stock().transferFlow().transfer(transfer, NetStockCalls.call()));
    }

    private static void extend(NetStockCalls environment, ExtendCommand command) {
        environment
                .stock()
                .extendFlow(_ -> ReserveCommand.HOLD_MAX)
                .extend(command, NetStockCalls.call());
    }

    private void supply() {
        var change =
                new SupplyChange(SKU, new Location(BareStep.LOCATION), MeteredTables.SUPPLY + 1, 2);
        add("apply supply", () -> apply(change));
        add("apply supply, same version again", () -> apply(change));
    }

    private void apply(SupplyChange change) {
        calls.stock().supplyApplier().apply(List.of(change), NetStockCalls.call());
    }

    private void reads() {
        add("levels of 1 SKU", () -> calls.levels(SKU.value(), Consistency.EVENTUAL));
        add(
                "levels of 1 SKU, strongly consistent",
                () -> calls.levels(SKU.value(), Consistency.STRONG));
        List<Sku> skus = MeteredTables.SKUS.stream().map(Sku::new).toList();
        add("levels of 100 SKUs at 3 locations", () -> levels(skus, Consistency.EVENTUAL));
        add(
                "levels of 100 SKUs at 3 locations, strongly consistent",
                () -> levels(skus, Consistency.STRONG));
    }

    private void levels(List<Sku> skus, Consistency consistency) {
        calls.stock().levelReader().many(skus, consistency, NetStockCalls.call());
    }

    private void add(String name, Runnable operation) {
        costs.put(name, metering.cost(operation));
    }
}
