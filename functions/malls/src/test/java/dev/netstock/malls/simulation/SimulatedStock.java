package dev.netstock.malls.simulation;

import static java.util.Objects.requireNonNull;

import dev.netstock.malls.sync.PoolMove;
import dev.netstock.malls.sync.SkuLevel;
import dev.netstock.malls.sync.StockInDoubt;
import dev.netstock.malls.sync.StockSide;
import dev.netstock.stock.CancellationId;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Net stock: general units, a pool for each mall, orders; commands happen once for each id. */
final class SimulatedStock implements StockSide {
    private final World world;
    private final double inDoubt;
    private final Consumer<Sku> changes;
    private final Map<Sku, Long> general = new HashMap<>();
    private final Map<Channel, Map<Sku, Long>> pools = new HashMap<>();
    private final Map<Sku, Long> versions = new HashMap<>();
    private final Map<String, Object> answers = new HashMap<>();
    private final Map<OrderId, Map<Sku, Long>> fromPool = new HashMap<>();
    private final Map<OrderId, Map<Sku, Long>> fromGeneral = new HashMap<>();
    private final Map<OrderId, Map<Sku, Long>> asked = new HashMap<>();
    private final Map<OrderId, Channel> channels = new HashMap<>();
    private final Map<Channel, Map<Sku, Long>> heldOf = new HashMap<>();
    Consumer<Channel> check = _ -> {};
    Lost lostCancellations = Lost.NOTHING;
    long commands;
    long oversold;

    /** What is lost of each cancellation. */
    enum Lost {
        NOTHING,
        REQUEST,
        ANSWER
    }

    /**
     * @param inDoubt how likely an answer is lost
     * @param changes receives each SKU whose level changed
     */
    SimulatedStock(World world, double inDoubt, Consumer<Sku> changes) {
        this.world = world;
        this.inDoubt = inDoubt;
        this.changes = changes;
    }

    void supply(Sku sku, long units) {
        add(general, sku, units);
    }

    /** Before a simulation begins. */
    void setAside(Channel channel, Sku sku, long units) {
        add(general, sku, -units);
        add(pool(channel), sku, units);
    }

    /** The storefront sells a unit, or takes it back. */
    boolean sell(Sku sku, long units) {
        if (general.getOrDefault(sku, 0L) < units) {
            return false;
        }
        add(general, sku, -units);
        return true;
    }

    long general(Sku sku) {
        return general.getOrDefault(sku, 0L);
    }

    long pool(Channel channel, Sku sku) {
        return pool(channel).getOrDefault(sku, 0L);
    }

    SkuLevel level(Sku sku) {
        long pooled = pools.values().stream().mapToLong(pool -> pool.getOrDefault(sku, 0L)).sum();
        return new SkuLevel(sku, general(sku), pooled, versions.getOrDefault(sku, 0L) + 1);
    }

    /** The units that all orders of a mall hold of a SKU. */
    long held(OrderId order, Sku sku) {
        return fromPool.getOrDefault(order, Map.of()).getOrDefault(sku, 0L)
                + fromGeneral.getOrDefault(order, Map.of()).getOrDefault(sku, 0L);
    }

    /** The units of a SKU that all orders of a mall hold. */
    long held(Channel channel, Sku sku) {
        return held(channel).getOrDefault(sku, 0L);
    }

    private Map<Sku, Long> held(Channel channel) {
        return heldOf.computeIfAbsent(channel, _ -> new HashMap<>());
    }

    @Override
    public List<SkuLevel> levels(Collection<Sku> skus) {
        return world.request(5, () -> skus.stream().map(this::level).toList());
    }

    @Override
    public List<Long> move(List<PoolMove> moves) {
        commands += moves.size();
        return request(
                () -> {
                    List<Long> moved = new ArrayList<>();
                    for (PoolMove move : moves) {
                        moved.add((Long) answers.computeIfAbsent(move.id(), _ -> moveOnce(move)));
                    }
                    return moved;
                });
    }

    private Object moveOnce(PoolMove move) {
        Map<Sku, Long> pool = pool(move.channel());
        long there = pool.getOrDefault(move.sku(), 0L);
        long units =
                move.units() > 0
                        ? Math.min(move.units(), Math.max(0, general(move.sku())))
                        : -Math.min(-move.units(), Math.max(0, there));
        add(general, move.sku(), -units);
        add(pool, move.sku(), units);
        check.accept(move.channel());
        return units;
    }

    @Override
    public Reservation reserve(
            OrderId order, Channel channel, Map<Sku, Long> units, boolean forced) {
        commands++;
        return request(() -> reserveOnce(order, channel, units, forced));
    }

    private Reservation reserveOnce(
            OrderId order, Channel channel, Map<Sku, Long> units, boolean forced) {
        if (answers.get("reserve " + order) instanceof Reservation same) {
            if (!units.equals(asked.get(order))) {
                throw new IllegalStateException("The same order with other contents");
            }
            return same;
        }
        boolean enough =
                units.entrySet().stream()
                        .allMatch(entry -> pool(channel, entry.getKey()) >= entry.getValue());
        if (!enough && !forced) {
            return new Reservation.NotEnough();
        }
        Map<Sku, Long> taken = new HashMap<>();
        Map<Sku, Long> rest = new HashMap<>();
        Map<Sku, Long> missing = new HashMap<>();
        units.forEach(
                (sku, wanted) -> {
                    long pooled = Math.clamp(pool(channel, sku), 0, wanted);
                    long below = Math.max(0, wanted - pooled - Math.max(0, general(sku)));
                    taken.put(sku, pooled);
                    rest.put(sku, wanted - pooled);
                    if (below > 0) {
                        missing.put(sku, below);
                    }
                });
        asked.put(order, units);
        fromPool.put(order, taken);
        fromGeneral.put(order, rest);
        channels.put(order, channel);
        Reservation answer = new Reservation.Reserved(Map.copyOf(taken), missing);
        answers.put("reserve " + order, answer);
        oversold += missing.values().stream().mapToLong(Long::longValue).sum();
        taken.forEach((sku, pooled) -> add(pool(channel), sku, -pooled));
        rest.forEach((sku, others) -> add(general, sku, -others));
        units.forEach((sku, wanted) -> held(channel).merge(sku, wanted, Long::sum));
        check.accept(channel);
        return answer;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Map<Sku, Long> cancel(OrderId order, CancellationId cancellation, Map<Sku, Long> units) {
        commands++;
        if (lostCancellations == Lost.REQUEST) {
            throw new StockInDoubt();
        }
        Map<Sku, Long> back =
                request(
                        () ->
                                (Map<Sku, Long>)
                                        answers.computeIfAbsent(
                                                "cancel " + order + ' ' + cancellation,
                                                _ -> cancelOnce(order, units)));
        if (lostCancellations == Lost.ANSWER) {
            throw new StockInDoubt();
        }
        return back;
    }

    private Map<Sku, Long> cancelOnce(OrderId order, Map<Sku, Long> units) {
        Map<Sku, Long> back = new HashMap<>();
        Channel channel = requireNonNull(channels.get(order));
        Map<Sku, Long> ofPool = requireNonNull(fromPool.get(order));
        Map<Sku, Long> ofGeneral = requireNonNull(fromGeneral.get(order));
        units.forEach(
                (sku, wanted) -> {
                    if (held(order, sku) < wanted) {
                        throw new IllegalStateException("An order gives back what it holds");
                    }
                    long others = ofGeneral.getOrDefault(sku, 0L);
                    long fromOthers = Math.min(others, wanted);
                    ofGeneral.merge(sku, -fromOthers, Long::sum);
                    ofPool.merge(sku, fromOthers - wanted, Long::sum);
                    add(general, sku, fromOthers);
                    add(pool(channel), sku, wanted - fromOthers);
                    back.put(sku, wanted - fromOthers);
                    held(channel).merge(sku, -wanted, Long::sum);
                });
        check.accept(channel);
        return back;
    }

    private <T> T request(Supplier<T> effect) {
        return world.request(
                20,
                () -> {
                    if (world.happens(inDoubt)) {
                        if (world.random.nextBoolean()) {
                            T _ = effect.get(); // The answer is lost.
                        }
                        throw new StockInDoubt();
                    }
                    return effect.get();
                });
    }

    private Map<Sku, Long> pool(Channel channel) {
        return pools.computeIfAbsent(channel, _ -> new HashMap<>());
    }

    private void add(Map<Sku, Long> place, Sku sku, long units) {
        if (units != 0) {
            place.merge(sku, units, Long::sum);
            versions.merge(sku, 1L, Long::sum);
            changes.accept(sku);
        }
    }
}
