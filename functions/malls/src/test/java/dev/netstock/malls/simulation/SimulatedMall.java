package dev.netstock.malls.simulation;

import static java.util.Objects.requireNonNull;

import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.CredentialExpired;
import dev.netstock.malls.port.Mall;
import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.MallOrderLine;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.MallUnavailable;
import dev.netstock.malls.port.OrderPage;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.OrderState;
import dev.netstock.malls.port.OrderSummary;
import dev.netstock.malls.port.Signal;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * A mall that sells from its own count, and misbehaves: it shows orders late, applies a write and
 * loses the answer, or applies it after its caller gave up, refuses, throttles, is down, loses
 * signals and sends them twice.
 */
final class SimulatedMall implements Mall {
    final Profile profile;
    final NavigableMap<String, Versions> orders = new TreeMap<>();
    final Deque<Signal> signals = new ArrayDeque<>();
    private final World world;
    private final double faults;
    private final Map<MallItem, Long> counts = new HashMap<>();
    private final Map<String, WriteResult> byKey = new HashMap<>();
    private boolean down;
    private boolean expired;
    private long lastNumber;
    Runnable check = () -> {};
    Runnable writing = () -> {};

    /** Receives what customers have more, or fewer, of an item. */
    SoldListener soldTo = (_, _, _) -> {};

    /** Receives each count that the mall has accepted, before its own lag. */
    BiConsumer<MallItem, Long> accepted = (_, _) -> {};

    private final Set<String> hidden = new HashSet<>();
    long writeRequests;
    long readRequests;
    long orderRequests;
    long writtenItems;

    SimulatedMall(Profile profile, World world, double faults) {
        this.profile = profile;
        this.world = world;
        this.faults = faults;
    }

    /** What an order was, and from when the mall shows it so. */
    record Version(MallOrder order, long visibleAt) {}

    /** All that an order ever was; the last is the truth. */
    static final class Versions {
        private final List<Version> all = new ArrayList<>();

        MallOrder truth() {
            return all.getLast().order();
        }

        Optional<MallOrder> visible(long now) {
            if (all.getFirst().visibleAt() > now) {
                return Optional.empty();
            }
            for (int i = all.size() - 1; i > 0; i--) {
                if (all.get(i).visibleAt() <= now) {
                    return Optional.of(all.get(i).order());
                }
            }
            return Optional.of(all.getFirst().order());
        }
    }

    /** Hears of sales. */
    interface SoldListener {
        void sold(String order, MallItem item, long quantity);
    }

    // The shop and its customers.

    void list(MallItem item, long count) {
        counts.put(item, count);
    }

    long count(MallItem item) {
        return counts.getOrDefault(item, 0L);
    }

    /** A person lowers a count in the mall's own screen. */
    void edit(MallItem item, long count) {
        if (count < count(item)) {
            counts.put(item, count);
        }
    }

    void down(boolean isDown) {
        down = isDown;
    }

    /** The mall lists an order, but does not show what it is. */
    void hide(String number) {
        hidden.add(number);
    }

    void show(String number) {
        hidden.remove(number);
    }

    void expired(boolean isExpired) {
        expired = isExpired;
    }

    /** A customer orders; the number of the order, if all items are there. */
    Optional<String> buy(Map<MallItem, Long> quantities, OrderState state) {
        if (quantities.entrySet().stream()
                .anyMatch(entry -> count(entry.getKey()) < entry.getValue())) {
            return Optional.empty();
        }
        List<MallOrderLine> lines = new ArrayList<>();
        quantities.forEach(
                (item, quantity) -> {
                    counts.merge(item, -quantity, Long::sum);
                    lines.add(new MallOrderLine("line-" + lines.size(), item, quantity));
                });
        String number = profile.name().charAt(0) + "-" + ++lastNumber;
        quantities.forEach((item, quantity) -> soldTo.sold(number, item, quantity));
        Instant now = world.second();
        publish(
                new MallOrder(number, state, now, now, lines, Optional.empty()),
                world.happens(0.05));
        check.run();
        return Optional.of(number);
    }

    private void publish(MallOrder order, boolean late) {
        MallCapabilities mall = profile.capabilities();
        long lag = world.random.nextLong(Math.max(1, mall.visibilityLag().toMillis()));
        long more = late ? world.random.nextLong(1 + mall.latePublication().toMillis()) : 0;
        orders.computeIfAbsent(order.number(), _ -> new Versions())
                .all
                .add(new Version(order, world.elapsed() + lag + more));
        if (mall.push() && !world.happens(0.1)) {
            for (int copies = world.happens(0.1) ? 2 : 1; copies > 0; copies--) {
                String id = order.number() + '@' + order.updatedAt();
                long delay = lag + world.random.nextLong(30_000);
                world.after(
                        delay,
                        () -> signals.add(new Signal(id, order.number(), order.updatedAt())));
            }
        }
    }

    void change(String number, OrderState state) {
        MallOrder old = requireNonNull(orders.get(number)).truth();
        if (old.state() == OrderState.CANCELLED
                || old.state() == OrderState.SHIPPED
                || isSplit(number)) {
            return;
        }
        if (state == OrderState.CANCELLED) {
            for (MallOrderLine line : old.lines()) {
                soldTo.sold(old.parent().orElse(number), line.item(), -line.quantity());
                if (profile.capabilities().restocksOnCancel()) {
                    counts.merge(line.item(), line.quantity(), Long::sum);
                }
            }
        }
        publish(with(old, state, old.lines()), false);
        check.run();
    }

    /** The shop changes the quantity of an order's first line; more only if the count allows it. */
    void change(String number, long quantity) {
        MallOrder old = requireNonNull(orders.get(number)).truth();
        MallOrderLine line = old.lines().getFirst();
        long more = quantity - line.quantity();
        if (old.state() != OrderState.ACTIVE
                || more == 0
                || count(line.item()) < more
                || isSplit(number)) {
            return;
        }
        soldTo.sold(number, line.item(), more);
        if (more > 0 || profile.capabilities().restocksOnCancel()) {
            counts.merge(line.item(), -more, Long::sum);
        }
        List<MallOrderLine> lines = new ArrayList<>(old.lines());
        lines.set(0, new MallOrderLine(line.lineId(), line.item(), quantity));
        publish(with(old, old.state(), lines), false);
        check.run();
    }

    /** The shop splits an order: each line is an order of its own. */
    void split(String number) {
        MallOrder old = requireNonNull(orders.get(number)).truth();
        if (old.state() != OrderState.ACTIVE
                || old.lines().size() < 2
                || old.parent().isPresent()) {
            return;
        }
        Instant now = world.second();
        for (MallOrderLine line : old.lines()) {
            String part = number + '-' + line.lineId().substring(5);
            publish(
                    new MallOrder(
                            part,
                            OrderState.ACTIVE,
                            old.placedAt(),
                            now,
                            List.of(line),
                            Optional.of(number)),
                    false);
        }
    }

    boolean isSplit(String number) {
        return orders.containsKey(number + "-0");
    }

    private MallOrder with(MallOrder old, OrderState state, List<MallOrderLine> lines) {
        return new MallOrder(
                old.number(), state, old.placedAt(), world.second(), lines, old.parent());
    }

    // The API.

    @Override
    public MallCapabilities capabilities() {
        return profile.capabilities();
    }

    @Override
    public List<WriteResult> write(List<StockWrite> writes) {
        writing.run();
        writeRequests++;
        writtenItems += writes.size();
        if (writes.size() > capabilities().writeBatch()) {
            throw new IllegalArgumentException("Too many items");
        }
        long sent = world.elapsed();
        return world.request(
                200,
                () -> {
                    fail();
                    if (world.elapsed() > sent + 50_000) {
                        return inDoubt(writes); // Given up on the way.
                    }
                    if (world.happens(faults)) {
                        return lose(writes);
                    }
                    return writes.stream().map(this::apply).toList();
                });
    }

    /** A request that arrives when no caller waits for its answer. */
    void applyAll(List<StockWrite> writes) {
        writes.forEach(this::applyNow);
    }

    private List<WriteResult> lose(List<StockWrite> writes) {
        switch (world.random.nextInt(3)) {
            case 0 -> {}
            case 1 -> writes.forEach(this::apply);
            default ->
                    world.after(world.random.nextLong(50_000), () -> writes.forEach(this::apply));
        }
        return inDoubt(writes);
    }

    private static List<WriteResult> inDoubt(List<StockWrite> writes) {
        return writes.stream().<WriteResult>map(_ -> new WriteResult.InDoubt("no answer")).toList();
    }

    private WriteResult apply(StockWrite write) {
        WriteResult done = byKey.get(write.key());
        if (capabilities().idempotencyKeys() && done != null) {
            return done;
        }
        if (world.happens(faults)) {
            return world.random.nextInt(20) == 0
                    ? new WriteResult.Rejected("INVALID", "Not now")
                    : new WriteResult.Throttled(Duration.ofSeconds(1));
        }
        WriteResult result = capabilities().asynchronous() ? applyLater(write) : applyNow(write);
        if (result instanceof WriteResult.Done) {
            byKey.put(write.key(), result);
        }
        return result;
    }

    private WriteResult applyLater(StockWrite write) {
        if (write.change() instanceof CountChange.Absolute absolute) {
            accepted.accept(write.item(), absolute.count());
        }
        world.after(
                world.random.nextLong(capabilities().applyLag().toMillis() - 1000),
                () -> applyNow(write));
        return new WriteResult.Done(OptionalLong.empty());
    }

    private WriteResult applyNow(StockWrite write) {
        MallItem item = write.item();
        if (!counts.containsKey(item)) {
            return new WriteResult.Done(OptionalLong.empty()); // As malls do: no error.
        }
        long before = count(item);
        long after =
                switch (write.change()) {
                    case CountChange.Absolute absolute -> absolute.count();
                    case CountChange.Relative relative -> before + relative.units();
                    case CountChange.CompareAndSet swap -> swap.count();
                };
        if (write.change() instanceof CountChange.CompareAndSet swap && swap.expected() != before) {
            return new WriteResult.Mismatch(OptionalLong.of(before));
        }
        if (after < 0) {
            return new WriteResult.OutOfRange("IE0117");
        }
        counts.put(item, after);
        accepted.accept(item, after);
        check.run();
        return new WriteResult.Done(
                capabilities().echoesCount() ? OptionalLong.of(after) : OptionalLong.empty());
    }

    @Override
    public List<CountReading> read(List<MallItem> items) {
        readRequests++;
        return world.request(
                150,
                () -> {
                    fail();
                    return items.stream()
                            .map(
                                    item ->
                                            new CountReading(
                                                    item,
                                                    counts.containsKey(item)
                                                            ? OptionalLong.of(count(item))
                                                            : OptionalLong.empty(),
                                                    world.instant(),
                                                    false))
                            .toList();
                });
    }

    @Override
    public OrderPage orders(OrderQuery query) {
        orderRequests++;
        return world.request(
                250,
                () -> {
                    fail();
                    return page(query);
                });
    }

    private OrderPage page(OrderQuery query) {
        long now = world.elapsed();
        List<MallOrder> found =
                query
                        .page()
                        .map(last -> orders.tailMap(last, false))
                        .orElse(orders)
                        .values()
                        .stream()
                        .flatMap(order -> order.visible(now).stream())
                        .filter(
                                order -> {
                                    Instant at =
                                            capabilities().updatedSince()
                                                    ? order.updatedAt()
                                                    : order.placedAt();
                                    return !at.isBefore(query.from()) && at.isBefore(query.until());
                                })
                        .limit(capabilities().pageLimit() + 1L)
                        .toList();
        int size = Math.min(found.size(), capabilities().pageLimit());
        Instant shown = world.instant().minus(capabilities().visibilityLag());
        return new OrderPage(
                found.subList(0, size).stream().map(this::entry).toList(),
                shown.isBefore(query.until()) ? shown : query.until(),
                size < found.size() ? Optional.of(found.get(size - 1).number()) : Optional.empty());
    }

    private OrderSummary entry(MallOrder order) {
        return profile.numbersOnly()
                ? new OrderSummary(order.number(), Optional.of(order.updatedAt()), Optional.empty())
                : OrderSummary.of(order);
    }

    @Override
    public List<MallOrder> orders(List<String> numbers) {
        orderRequests++;
        return world.request(
                200,
                () -> {
                    fail();
                    return numbers.stream()
                            .flatMap(number -> Stream.of(number, number + "-0", number + "-1"))
                            .distinct()
                            .filter(number -> !hidden.contains(number))
                            .flatMap(number -> Stream.ofNullable(orders.get(number)))
                            .flatMap(order -> order.visible(world.elapsed()).stream())
                            .toList();
                });
    }

    private void fail() {
        if (down) {
            throw new MallUnavailable("maintenance");
        }
        if (expired) {
            throw new CredentialExpired("key");
        }
        if (world.happens(faults / 2)) {
            throw new MallThrottled(Duration.ofSeconds(2));
        }
        if (world.happens(faults / 4)) {
            throw new MallUnavailable("503");
        }
    }
}
