package dev.netstock.bench;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.Location;
import dev.netstock.stock.Locations;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.level.StockLevels;
import dev.netstock.stock.reservation.ConfirmResult;
import dev.netstock.stock.reservation.ReleaseResult;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.supply.SupplyChange;
import dev.netstock.stock.testing.LocalTables;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Calls net stock as the functions do. Thread-safe.
 *
 * @param stock the flows
 */
public record NetStockCalls(DynamoNetStock stock) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Location LOCATION = new Location(BareStep.LOCATION);
    private static final Channel STOREFRONT = new Channel("storefront");

    /** Over these tables, through this client. */
    public static NetStockCalls over(LocalTables tables, DynamoDbClient client) {
        return new NetStockCalls(
                new DynamoNetStock(
                        client,
                        tables.names(),
                        Locations.parse("east,west,north"),
                        InstantSource.system(),
                        (_, _) -> {}));
    }

    public static Call call() {
        return new Call("bench", "trace", Deadline.after(PATIENCE));
    }

    /** A line of an order, from the location of the benchmarks' stock. */
    public static RequestedLine line(String sku, int units) {
        return new RequestedLine(new Sku(sku), Optional.of(LOCATION), units);
    }

    /** Sets the supply of each SKU for the first time. */
    public void supply(List<String> skus, long supply) {
        stock.supplyApplier()
                .apply(
                        skus.stream()
                                .map(sku -> new SupplyChange(new Sku(sku), LOCATION, supply, 1))
                                .toList(),
                        call());
    }

    public ReserveResult reserve(String order, List<RequestedLine> lines) {
        return stock.reserveFlow().reserve(command(order, lines), call());
    }

    /** The caller says that it may have sent this order before. */
    public ReserveResult reserveAgain(String order, List<RequestedLine> lines) {
        return stock.reserveFlow().reserveAgain(command(order, lines), call());
    }

    private static ReserveCommand command(String order, List<RequestedLine> lines) {
        return new ReserveCommand(
                new OrderId(order), STOREFRONT, ReserveCommand.HOLD_DEFAULT, lines);
    }

    public ReleaseResult release(String order) {
        return stock.releaseFlow().release(new OrderId(order), call());
    }

    public ConfirmResult confirm(String order) {
        return stock.confirmFlow().confirm(new OrderId(order), call());
    }

    public Optional<StockLevels> levels(String sku, Consistency consistency) {
        return stock.levelReader().one(new Sku(sku), consistency, call());
    }
}
