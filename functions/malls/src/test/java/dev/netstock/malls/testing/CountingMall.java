package dev.netstock.malls.testing;

import dev.netstock.malls.port.CountChange;
import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.Mall;
import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.malls.port.MallException;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.OrderPage;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.OrderSummary;
import dev.netstock.malls.port.Rate;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteMode;
import dev.netstock.malls.port.WriteResult;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A mall in memory that answers at once, and takes one item a request. */
public final class CountingMall implements Mall {
    private final InstantSource clock;
    private final Map<MallItem, Long> counts = new LinkedHashMap<>();
    private final Map<String, MallOrder> orders = new LinkedHashMap<>();
    private final List<StockWrite> writes = new ArrayList<>();
    private Optional<MallException> failure = Optional.empty();

    public CountingMall(InstantSource clock) {
        this.clock = clock;
    }

    /** Fails each request from now on; empty: works again. */
    public void failing(Optional<MallException> with) {
        failure = with;
    }

    public long count(MallItem item) {
        return counts.getOrDefault(item, 0L);
    }

    public void list(MallItem item, long count) {
        counts.put(item, count);
    }

    public void order(MallOrder order) {
        orders.put(order.number(), order);
    }

    public List<StockWrite> writes() {
        return writes;
    }

    @Override
    public MallCapabilities capabilities() {
        Rate rate = new Rate(1, 1);
        return new MallCapabilities(
                Set.of(WriteMode.ABSOLUTE, WriteMode.RELATIVE),
                false,
                true,
                Duration.ZERO,
                1,
                rate,
                10,
                rate,
                rate,
                10,
                rate,
                true,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofDays(1),
                100,
                false,
                true,
                Duration.ofDays(90));
    }

    @Override
    public List<WriteResult> write(List<StockWrite> some) {
        fail();
        writes.addAll(some);
        return some.stream().map(this::write).toList();
    }

    private WriteResult write(StockWrite write) {
        long count =
                switch (write.change()) {
                    case CountChange.Absolute(long absolute) -> absolute;
                    case CountChange.Relative(long units) -> count(write.item()) + units;
                    case CountChange.CompareAndSet(long _, long absolute) -> absolute;
                };
        counts.put(write.item(), count);
        return new WriteResult.Done(OptionalLong.of(count));
    }

    @Override
    public List<CountReading> read(List<MallItem> items) {
        fail();
        return items.stream()
                .map(
                        item ->
                                new CountReading(
                                        item, OptionalLong.of(count(item)), clock.instant(), false))
                .toList();
    }

    @Override
    public OrderPage orders(OrderQuery query) {
        fail();
        return new OrderPage(
                orders.values().stream().map(OrderSummary::of).toList(),
                query.until(),
                Optional.empty());
    }

    @Override
    public List<MallOrder> orders(List<String> numbers) {
        fail();
        return numbers.stream().filter(orders::containsKey).map(orders::get).toList();
    }

    private void fail() {
        failure.ifPresent(
                cause -> {
                    throw cause;
                });
    }
}
