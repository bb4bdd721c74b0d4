package dev.netstock.malls.stock;

import dev.netstock.malls.sync.PoolMove;
import dev.netstock.malls.sync.SkuLevel;
import dev.netstock.malls.sync.StockInDoubt;
import dev.netstock.malls.sync.StockSide;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.dynamodb.DynamoNetStock;
import dev.netstock.stock.level.ShardTotals;
import dev.netstock.stock.place.PlaceSource;
import dev.netstock.stock.pool.ChannelPools;
import dev.netstock.stock.reservation.CancelCommand;
import dev.netstock.stock.reservation.CancelResult;
import dev.netstock.stock.reservation.RequestedLine;
import dev.netstock.stock.reservation.Reservation.HeldItem;
import dev.netstock.stock.reservation.ReserveCommand;
import dev.netstock.stock.reservation.ReserveResult;
import dev.netstock.stock.table.StockItem;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Net stock over its own flows: pools, promised orders and cancellations. Thread-safe. */
public final class NetStockSide implements StockSide {
    private final DynamoNetStock stock;
    private final ShardTotals totals;
    private final NetStockLevels levels;
    private final Supplier<Call> calls;

    /**
     * @param stock the flows
     * @param totals reads levels and pools
     * @param places the locations: units are set aside at the first ones by priority first
     * @param calls makes a call for each command
     */
    public NetStockSide(
            DynamoNetStock stock, ShardTotals totals, PlaceSource places, Supplier<Call> calls) {
        this.stock = stock;
        this.totals = totals;
        this.levels = new NetStockLevels(totals, places);
        this.calls = calls;
    }

    @Override
    public List<SkuLevel> levels(Collection<Sku> skus) {
        return orInDoubt(call -> levels.levels(skus, call));
    }

    @Override
    public List<Long> move(List<PoolMove> moves) {
        List<Long> moved = new ArrayList<>();
        for (PoolMove move : moves) {
            moved.add(orInDoubt(call -> move(move, call)));
        }
        return moved;
    }

    private long move(PoolMove move, Call call) {
        boolean in = move.units() > 0;
        List<ItemKey> places =
                in ? levels.selling(move.sku(), call) : levels.places(move.sku(), call);
        ChannelPools.Result result =
                in
                        ? stock.channelPools()
                                .setAside(places, move.channel(), move.units(), move.id(), call)
                        : stock.channelPools()
                                .giveBack(places, move.channel(), -move.units(), move.id(), call);
        return switch (result) {
            case ChannelPools.Result.Moved(long units) -> in ? units : -units;
            case ChannelPools.Result.UnknownItem _ -> 0;
        };
    }

    /**
     * {@inheritDoc}
     *
     * <p>What is oversold is missing in the pool, which falls below 0, so it counts as taken from
     * it. An order of a SKU that net stock does not have yet waits for it, forced or not.
     */
    @Override
    public Reservation reserve(
            OrderId order, Channel channel, Map<Sku, Long> units, boolean forced) {
        List<RequestedLine> lines = lines(units);
        var command = new ReserveCommand(order, channel, ReserveCommand.HOLD_DEFAULT, lines);
        return orInDoubt(
                call ->
                        switch (stock.promisedOrders(channel, forced).accept(command, call)) {
                            case ReserveResult.Reserved(var reservation) ->
                                    reserved(reservation.items(), call);
                            case ReserveResult.AlreadyReserved(var reservation) ->
                                    reserved(reservation.items(), call);
                            case ReserveResult.InsufficientStock _, ReserveResult.UnknownSkus _ ->
                                    new Reservation.NotEnough();
                            case ReserveResult.LimitExceeded _,
                                    ReserveResult.CustomerRequired _,
                                    ReserveResult.HoldTooLong _,
                                    ReserveResult.PickupNotOffered _ ->
                                    throw new IllegalStateException(
                                            "Promised orders are not limited: " + order);
                            case ReserveResult.OrderIdReused _ ->
                                    throw new IllegalStateException(
                                            "The order id is in use with other contents: " + order);
                            case ReserveResult.ReservationClosed(var state) ->
                                    throw new IllegalStateException(
                                            "The order was ended by another client: "
                                                    + order
                                                    + ", "
                                                    + state);
                        });
    }

    private Reservation reserved(List<HeldItem> items, Call call) {
        Map<Sku, Long> fromPool = new HashMap<>();
        List<ItemKey> pools = new ArrayList<>();
        for (HeldItem held : items) {
            if (held.item().isPool()) {
                fromPool.merge(held.item().sku(), held.ordered(), Long::sum);
                pools.add(held.item());
            }
        }
        Map<Sku, Long> oversold = new HashMap<>();
        for (StockItem pool : totals.read(pools, call)) {
            Sku sku = pool.key().sku();
            long missing = Math.min(-pool.available(), fromPool.getOrDefault(sku, 0L));
            if (missing > 0) {
                oversold.merge(sku, missing, Long::sum);
            }
        }
        return new Reservation.Reserved(Map.copyOf(fromPool), Map.copyOf(oversold));
    }

    @Override
    public Map<Sku, Long> cancel(OrderId order, CancellationId cancellation, Map<Sku, Long> units) {
        var command = new CancelCommand(order, cancellation, lines(units));
        return orInDoubt(
                call ->
                        switch (stock.cancelFlow().cancel(command, call)) {
                            case CancelResult.Cancelled(var reservation) ->
                                    toPools(reservation.steps(), cancellation);
                            case CancelResult.AlreadyCancelled(var reservation) ->
                                    toPools(reservation.steps(), cancellation);
                            case CancelResult.UnknownOrder _,
                                    CancelResult.NotConfirmed _,
                                    CancelResult.ExceedsOrder _,
                                    CancelResult.AlreadyShipped _,
                                    CancelResult.CancellationIdReused _ ->
                                    // Another client cancelled or shipped it: nothing comes back.
                                    Map.of();
                        });
    }

    private static Map<Sku, Long> toPools(List<Delta> steps, CancellationId cancellation) {
        Map<Sku, Long> units = new HashMap<>();
        steps.stream()
                .filter(
                        step ->
                                step.change() instanceof Change.Cancelled cancelled
                                        && cancelled.cancellationId().equals(cancellation))
                .flatMap(step -> step.lines().stream())
                .filter(line -> line.item().isPool())
                .forEach(
                        (DeltaLine line) ->
                                units.merge(line.item().sku(), line.units(), Long::sum));
        return units;
    }

    private static List<RequestedLine> lines(Map<Sku, Long> units) {
        return units.entrySet().stream()
                .map(
                        line ->
                                new RequestedLine(
                                        line.getKey(),
                                        Optional.empty(),
                                        Math.toIntExact(line.getValue())))
                .toList();
    }

    private <T> T orInDoubt(Function<Call, T> command) {
        try {
            return command.apply(calls.get());
        } catch (RetryLaterException _) {
            throw new StockInDoubt();
        }
    }
}
