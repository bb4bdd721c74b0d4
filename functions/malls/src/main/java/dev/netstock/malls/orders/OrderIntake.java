package dev.netstock.malls.orders;

import static java.util.Objects.requireNonNull;

import dev.netstock.malls.port.Mall;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallOrder;
import dev.netstock.malls.port.OrderPage;
import dev.netstock.malls.port.OrderQuery;
import dev.netstock.malls.port.OrderSummary;
import dev.netstock.malls.port.Signal;
import dev.netstock.malls.sync.Budget;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.ItemScheduler;
import dev.netstock.malls.sync.MallReports;
import dev.netstock.malls.sync.MallSettings;
import dev.netstock.malls.sync.MallStore;
import dev.netstock.malls.sync.MallTurn;
import dev.netstock.malls.sync.Mapping;
import dev.netstock.malls.sync.Row;
import dev.netstock.malls.sync.StockInDoubt;
import dev.netstock.malls.sync.StockSide;
import dev.netstock.malls.sync.SyncRun;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes a mall's orders. Lists overlap by the time that the mall may publish an order late; signals
 * only bring an order forward; open orders are read again where lists do not show changes. What was
 * seen is stored before a command is sent; the command is repeated under its id until it is
 * answered; its outcome and the items' estimates change in one transaction. So nothing is lost or
 * counted twice, wherever the process dies. For one thread.
 */
public final class OrderIntake {
    /** How much more than the mall's blind window lists overlap. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    /** How long after its answer a list by changes ends, at the least: no request lasts longer. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final Duration POLL_EVERY = Duration.ofSeconds(5);
    private static final Duration REFRESH_EVERY = Duration.ofSeconds(60);
    private static final Duration UNMAPPED_EVERY = Duration.ofSeconds(5);
    private static final int ORDERS_AT_ONCE = 100;
    private static final int REMEMBERED = 500;

    /** A list waits so long for an order that the mall lists, but does not show. */
    private static final Duration MISSING = Duration.ofMinutes(10);

    private static final int ATTEMPTS = 5;

    private final Mall mall;
    private final MallStore store;
    private final StockSide stock;
    private final ItemScheduler scheduler;
    private final MallReports reports;
    private final Set<String> toRead = new LinkedHashSet<>();

    /** Of what is to be read, what the mall has shown: a list is not complete without it. */
    private final Set<String> listed = new HashSet<>();

    /** Since when the mall does not show orders that it has listed. */
    private final Map<String, Instant> missing = new HashMap<>();

    /** The last change of orders that were read when the second of that change was over. */
    private final Map<String, Instant> certain = new HashMap<>();

    /** Orders that are not taken, the last touched last. The index may not list them yet. */
    private final Set<String> unsettled = new LinkedHashSet<>();

    private Optional<OrderQuery> listing = Optional.empty();
    private Optional<OrderPage> page = Optional.empty();
    private Instant completeUpTo = Instant.EPOCH;
    private boolean atOnce;
    private Optional<OrderRow> refreshing = Optional.empty();

    private Instant nextUnmapped = Instant.EPOCH;
    private String unmappedTo = "";
    private Instant unmappedBegun = Instant.EPOCH;
    private Instant mappedUpTo = Instant.EPOCH;

    public OrderIntake(
            Mall mall,
            MallStore store,
            StockSide stock,
            ItemScheduler scheduler,
            MallReports reports) {
        this.mall = mall;
        this.store = store;
        this.stock = stock;
        this.scheduler = scheduler;
        this.reports = reports;
    }

    // What the mall shows.

    /** Lists new and changed orders, as far as the mall's rates allow. */
    public void poll(MallTurn turn) {
        if (!readDetails(turn)
                || (listing.isEmpty() && turn.now().isBefore(turn.row().cursor().nextPoll()))) {
            return;
        }
        OrderQuery query = listing.orElseGet(() -> firstPage(turn));
        while (page.isPresent() || turn.take(Budget.Kind.LIST)) {
            if (page.isEmpty()) {
                OrderPage read = mall.orders(query);
                if (query.page().isEmpty()) {
                    completeUpTo = read.completeUpTo();
                    atOnce = read.next().isEmpty() && !turn.now().isAfter(query.until());
                }
                take(read.orders(), turn);
                page = Optional.of(read);
                listing = Optional.of(query);
            }
            if (!readDetails(turn)) {
                return; // The page is complete when the mall's rate has allowed the rest.
            }
            OrderPage complete = page.get();
            page = Optional.empty();
            if (complete.next().isEmpty()) {
                listing = Optional.empty();
                listed(turn);
                return;
            }
            query = new OrderQuery(query.from(), query.until(), complete.next());
            listing = Optional.of(query);
        }
    }

    private OrderQuery firstPage(MallTurn turn) {
        Instant from = turn.row().cursor().coveredUpTo().minus(OVERLAP);
        Instant latest = from.plus(mall.capabilities().window());
        // A list by changes has no order that changes after its end, so it ends after its answer.
        Instant end = mall.capabilities().updatedSince() ? turn.now().plus(AHEAD) : turn.now();
        return new OrderQuery(from, latest.isBefore(end) ? latest : end, Optional.empty());
    }

    /**
     * An order that changes while a list by changes is read leaves it, perhaps before its page. The
     * next list shows it. So after a list that was not read at once, only one that was says that
     * all is known: one that is complete beyond the end of the other.
     */
    private void listed(MallTurn turn) {
        Instant covered = completeUpTo.minus(mall.capabilities().latePublication());
        turn.change(
                row -> row.pulled(covered, turn.now()).withNextPoll(turn.now().plus(pollEvery())));
        certain.values().removeIf(at -> at.isBefore(covered.minus(OVERLAP)));
        if (!mall.capabilities().updatedSince()) {
            return;
        }
        if (!atOnce) {
            turn.change(row -> row.paged(turn.now()));
        } else if (completeUpTo.isAfter(turn.row().cursor().pagedAt())) {
            turn.change(row -> row.withChangesUpTo(covered));
        }
    }

    private Duration pollEvery() {
        Duration atRate =
                Duration.ofMillis((long) (1250 / mall.capabilities().orderRate().perSecond()));
        return atRate.compareTo(POLL_EVERY) > 0 ? atRate : POLL_EVERY;
    }

    /** Reads the orders that signals name, if they say anything new. */
    public void signals(List<Signal> signals, MallTurn turn) {
        if (signals.isEmpty()) {
            return;
        }
        Map<String, OrderRow> known =
                byPart(store.orders(signals.stream().map(Signal::number).toList()));
        for (Signal signal : signals) {
            if (isNews(signal.number(), Optional.of(signal.at()), known)) {
                toRead.add(signal.number());
            }
        }
        readDetails(turn);
    }

    /** Reads open orders again, if lists do not show changes. */
    public void refresh(MallTurn turn) {
        if (mall.capabilities().updatedSince()
                || turn.now().isBefore(turn.row().cursor().refreshAt())
                || !toRead.isEmpty()) {
            return;
        }
        boolean begins = turn.row().cursor().refreshedTo().isEmpty() && refreshing.isEmpty();
        if (begins) {
            turn.change(row -> row.refreshed("", turn.now()));
        }
        Instant begun = turn.row().cursor().refreshAt();
        refreshing.ifPresent(last -> turn.change(row -> row.refreshed(last.number(), begun)));
        List<OrderRow> open =
                store.openOrders(
                        turn.row().cursor().refreshedTo(), mall.capabilities().detailBatch());
        refreshing = open.isEmpty() ? Optional.empty() : Optional.of(open.getLast());
        if (open.isEmpty()) {
            Duration nextPass = begins ? POLL_EVERY : REFRESH_EVERY; // No orders cost no requests.
            turn.change(
                    row ->
                            row.withChangesUpTo(begun.minus(mall.capabilities().blindWindow()))
                                    .refreshed("", turn.now().plus(nextPass)));
        } else {
            open.forEach(row -> readAll(row.parts().keySet()));
            readDetails(turn);
        }
    }

    /** Takes the entries of a list; what they do not hold is to be read. */
    private void take(List<OrderSummary> entries, MallTurn turn) {
        Map<String, OrderRow> known = rowsOf(entries);
        List<MallOrder> shown = new ArrayList<>();
        for (OrderSummary entry : entries) {
            if (entry.order().isPresent()) {
                shown.add(entry.order().get());
            } else if (isNews(entry.number(), entry.updatedAt(), known)) {
                readAll(List.of(entry.number()));
            }
        }
        bookAll(shown, turn);
    }

    private Map<String, OrderRow> rowsOf(List<OrderSummary> entries) {
        List<String> numbers =
                entries.stream()
                        .filter(entry -> entry.order().isEmpty())
                        .map(OrderSummary::number)
                        .toList();
        return numbers.isEmpty() ? Map.of() : byPart(store.orders(numbers));
    }

    private static Map<String, OrderRow> byPart(List<OrderRow> rows) {
        Map<String, OrderRow> byPart = new HashMap<>();
        rows.forEach(row -> row.parts().keySet().forEach(part -> byPart.put(part, row)));
        return byPart;
    }

    private void readAll(Collection<String> numbers) {
        toRead.addAll(numbers);
        listed.addAll(numbers);
    }

    /** Malls say seconds: of the second in which an order was read, there may be more to know. */
    private boolean isNews(String number, Optional<Instant> updatedAt, Map<String, OrderRow> rows) {
        OrderRow row = rows.get(number);
        MallOrder known = row == null ? null : row.parts().get(number);
        if (updatedAt.isEmpty()) {
            return known == null;
        }
        Instant at = updatedAt.get();
        return !at.equals(certain.get(number))
                && (known == null || !at.isBefore(known.updatedAt()));
    }

    /**
     * Reads what is to be read, as far as the mall's rate allows. Says whether all is read that the
     * mall has listed: signals may wait while lists go on.
     */
    private boolean readDetails(MallTurn turn) {
        Set<String> left = new LinkedHashSet<>(toRead);
        while (!left.isEmpty() && turn.take(Budget.Kind.DETAILS)) {
            List<String> numbers = left.stream().limit(mall.capabilities().detailBatch()).toList();
            Instant asked = turn.now();
            List<MallOrder> orders = mall.orders(numbers);
            bookAll(orders, turn);
            numbers.forEach(left::remove);
            for (MallOrder order : orders) {
                if (order.updatedAt().plusSeconds(1).plus(ItemRow.CLOCK_SKEW).isBefore(asked)) {
                    certain.put(order.number(), order.updatedAt());
                }
            }
            Set<String> shown = orders.stream().map(MallOrder::number).collect(Collectors.toSet());
            for (String number : numbers) {
                if (!isMissing(number, shown, turn)) {
                    toRead.remove(number);
                    listed.remove(number);
                }
            }
        }
        return listed.isEmpty();
    }

    /**
     * Whether the mall lists an order that it does not show: then it is asked again for a while.
     */
    private boolean isMissing(String number, Set<String> shown, MallTurn turn) {
        if (shown.contains(number) || !listed.contains(number)) {
            missing.remove(number);
            return false;
        }
        Instant since = missing.computeIfAbsent(number, _ -> turn.now());
        if (turn.now().isBefore(since.plus(MISSING))) {
            return true;
        }
        turn.change(
                row ->
                        row.withProblem(
                                "the mall lists order %s, but does not show it".formatted(number),
                                turn.now()));
        return false;
    }

    /**
     * Oldest change first, and of one second the changes of known orders: a cancelled order's units
     * may be sold again.
     */
    private void bookAll(Collection<MallOrder> orders, MallTurn turn) {
        Map<String, OrderRow> known = new HashMap<>();
        if (!orders.isEmpty()) {
            store.orders(orders.stream().map(OrderIntake::root).collect(Collectors.toSet()))
                    .forEach(row -> known.put(row.number(), row));
        }
        orders.stream()
                .filter(
                        order ->
                                known.containsKey(root(order))
                                        || !turn.row().cursor().isOlder(order.placedAt()))
                .sorted(
                        Comparator.comparing(MallOrder::updatedAt)
                                .thenComparing(order -> !known.containsKey(root(order))))
                .forEach(
                        order -> {
                            OrderRow row =
                                    known.getOrDefault(root(order), OrderRow.unread(root(order)));
                            OrderRow seen = row.seen(order);
                            if (!seen.equals(row)) {
                                known.put(root(order), settled(kept(seen), turn));
                            }
                        });
    }

    private static String root(MallOrder order) {
        return order.parent().orElse(order.number());
    }

    // What net stock holds.

    /**
     * Repeats commands that were not answered, serves orders that wait for units, and takes orders
     * whose items were mapped since.
     */
    public void settle(MallTurn turn) {
        List<OrderRow> rows = unsettledOrders(turn);
        List<OrderRow> cancelling = rows.stream().filter(OrderIntake::cancels).toList();
        if (cancelling.size() > ORDERS_AT_ONCE) {
            turn.cancelling();
        }
        cancelling.stream().limit(ORDERS_AT_ONCE).forEach(row -> settled(row, turn));
        rows.stream()
                .filter(row -> !cancels(row))
                .limit(ORDERS_AT_ONCE)
                .forEach(row -> settled(row, turn));
        if (rows.size() > ORDERS_AT_ONCE) {
            rows.forEach(row -> turn.keepEstimates(row.items()));
        }
        takeUnmapped(turn);
        turn.mappedUpTo(mappedUpTo);
    }

    /** Goes over all orders with items that are not mapped: what is mapped by now is taken. */
    private void takeUnmapped(MallTurn turn) {
        if (unmappedTo.isEmpty()) {
            if (turn.now().isBefore(nextUnmapped)) {
                return;
            }
            unmappedBegun = turn.now();
        }
        List<OrderRow> some = store.unmappedOrders(unmappedTo, ORDERS_AT_ONCE);
        byNumber(some.stream().map(OrderRow::number).toList()).forEach(row -> settled(row, turn));
        if (some.size() == ORDERS_AT_ONCE) {
            unmappedTo = some.getLast().number();
        } else {
            unmappedTo = "";
            mappedUpTo = unmappedBegun.minus(SyncRun.SETTLE);
            nextUnmapped = turn.now().plus(UNMAPPED_EVERY);
        }
    }

    /**
     * All of them: a cancellation at the end has the units of an order at the beginning. An index
     * may be a moment old, so it only says which orders they are.
     */
    private List<OrderRow> unsettledOrders(MallTurn turn) {
        Set<String> numbers = new HashSet<>(unsettled);
        numbers.addAll(turn.row().cursor().unsettled());
        store.unsettledOrders().forEach(row -> numbers.add(row.number()));
        List<OrderRow> rows =
                byNumber(numbers).stream()
                        .filter(row -> row.isUnsettled() || unsettled.contains(row.number()))
                        .toList();
        Set<String> open = rows.stream().map(OrderRow::number).collect(Collectors.toSet());
        unsettled.retainAll(open);
        unsettled.addAll(open);
        remember(turn);
        return rows;
    }

    /** The next worker begins with them. */
    private void remember(MallTurn turn) {
        List<String> last =
                unsettled.stream().skip(Math.max(0, unsettled.size() - REMEMBERED)).toList();
        turn.change(row -> row.withUnsettled(last));
    }

    private List<OrderRow> byNumber(Collection<String> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : store.orders(numbers).stream()
                        .sorted(Comparator.comparing(OrderRow::number))
                        .toList();
    }

    /** What is new of an order whose command may stay without an answer is stored first. */
    private OrderRow kept(OrderRow seen) {
        if (seen.command().isEmpty()) {
            return seen;
        }
        return store.save(List.of(seen)).contains(false)
                ? again(seen)
                : seen.withVersion(seen.version() + 1);
    }

    /** Makes what the order holds equal to what the mall wants. Returns the stored row. */
    private OrderRow settled(OrderRow begun, MallTurn turn) {
        unsettled.remove(begun.number());
        unsettled.add(begun.number()); // The last one. It stays if this fails.
        OrderRow row = trySettling(begun, turn);
        if (unsettled.contains(row.number())) {
            // Known, but not taken: a reading of its items does not say what is left to sell.
            turn.keepEstimates(row.items());
        }
        if (cancels(row)) {
            turn.cancelling();
        }
        remember(turn);
        return row;
    }

    private static boolean cancels(OrderRow row) {
        return row.command().filter(HoldCommand.Cancel.class::isInstance).isPresent();
    }

    private OrderRow trySettling(OrderRow begun, MallTurn turn) {
        OrderRow row = begun;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<ItemRow> items = store.items(row.items());
            if (row.command().isEmpty()) {
                row = row.decided(scheduler.channel(), mapping(items));
                if (row.command().isPresent()) {
                    if (store.save(List.of(row)).contains(false)) {
                        row = again(row);
                        continue;
                    }
                    row = row.withVersion(row.version() + 1);
                }
            }
            Outcome outcome;
            try {
                outcome = send(row, turn);
            } catch (StockInDoubt inDoubt) {
                return row; // The row says so: the command is repeated.
            }
            List<Row> rows = after(outcome, items, turn);
            if (!store.saveTogether(rows)) {
                row = again(row);
                continue;
            }
            row = ((OrderRow) rows.getFirst()).withVersion(row.version() + 1);
            report(row);
            if (row.waits()) {
                return row;
            }
            if (row.decided(scheduler.channel(), mapping(items)).command().isEmpty()) {
                unsettled.remove(row.number());
                return row;
            }
        }
        return row;
    }

    private OrderRow again(OrderRow row) {
        OrderRow stored =
                store.orders(List.of(row.number())).stream()
                        .findAny()
                        .orElseGet(() -> OrderRow.unread(row.number()));
        OrderRow seen = stored;
        for (MallOrder part : row.parts().values()) {
            seen = seen.seen(part);
        }
        return seen;
    }

    private static Map<MallItem, Map<Sku, Long>> mapping(List<ItemRow> items) {
        return items.stream()
                .filter(item -> !item.parts().isEmpty())
                .collect(Collectors.toMap(ItemRow::item, item -> Mapping.sells(item.parts())));
    }

    /**
     * What a command did.
     *
     * @param row the order after it
     * @param pool the change of the pool
     * @param taken whether the units that the mall sold are net stock's now
     */
    private record Outcome(OrderRow row, Map<Sku, Long> pool, boolean taken) {}

    private Outcome send(OrderRow row, MallTurn turn) {
        if (row.command().isEmpty()) {
            return new Outcome(row, Map.of(), true);
        }
        return switch (row.command().get()) {
            case HoldCommand.Reserve reserve -> reserve(row, reserve, turn);
            case HoldCommand.Cancel cancel ->
                    new Outcome(
                            row.happened(),
                            stock.cancel(cancel.id(), cancel.cancellation(), cancel.units()),
                            true);
        };
    }

    private Outcome reserve(OrderRow row, HoldCommand.Reserve reserve, MallTurn turn) {
        // A unit that the mall restocked may be sold again before its cancellation is known.
        boolean mayComeBack =
                mall.capabilities().restocksOnCancel()
                        && scheduler.settings().mode() == MallSettings.Mode.SET_ASIDE;
        boolean forced = !mayComeBack || turn.hasCancelled(row.updatedAt());
        return switch (stock.reserve(reserve.id(), scheduler.channel(), reserve.units(), forced)) {
            case StockSide.Reservation.NotEnough _ -> new Outcome(row.waiting(), Map.of(), false);
            case StockSide.Reservation.Reserved reserved -> {
                if (!reserved.oversold().isEmpty()) {
                    reports.oversold(reserve.id(), reserved.oversold());
                }
                Map<Sku, Long> pool = new HashMap<>(reserved.fromPool());
                pool.replaceAll((_, units) -> -units);
                yield new Outcome(row.happened(), pool, true);
            }
        };
    }

    private void report(OrderRow row) {
        if (row.unmapped()) {
            reports.unmapped(row.number());
        }
    }

    /** The order after a command, and its items: what they have left to sell, and what backs it. */
    private List<Row> after(Outcome outcome, List<ItemRow> items, MallTurn turn) {
        OrderRow order = outcome.row();
        Map<MallItem, Long> counted = new HashMap<>(order.counted());
        Map<Sku, Long> pool = new HashMap<>(outcome.pool());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            ItemRow item = items.get(i);
            ItemRow changed = item;
            boolean isMapped = !item.parts().isEmpty() || !order.sells(item.item()).isEmpty();
            if (outcome.taken() && isMapped) {
                changed = count(changed, order);
                counted.put(item.item(), order.wanted().getOrDefault(item.item(), 0L));
            }
            changed = changed.pooled(share(order, item, items.subList(i + 1, items.size()), pool));
            if (!changed.equals(item)) {
                rows.add(scheduler.schedule(changed, turn.row(), turn.now()));
            }
        }
        rows.addFirst(outcome.taken() ? order.counted(counted) : order);
        return outcome.pool().isEmpty() ? rows : balanced(rows, outcome.pool(), turn);
    }

    /**
     * Units that an item's order took from what backs other items of the SKU; and units that came
     * back to an item, if others lack them since their orders took them before the answer was
     * known.
     */
    private List<Row> balanced(List<Row> rows, Map<Sku, Long> pool, MallTurn turn) {
        Map<MallItem, ItemRow> changed = new LinkedHashMap<>();
        List<Row> others = new ArrayList<>();
        for (Row row : rows) {
            if (row instanceof ItemRow item) {
                changed.put(item.item(), item);
            } else {
                others.add(row);
            }
        }
        for (ItemRow item : List.copyOf(changed.values())) {
            for (Sku sku : item.held().keySet()) {
                long own = requireNonNull(changed.get(item.item())).heldOf(sku);
                boolean cameBack = own > 0 && pool.getOrDefault(sku, 0L) > 0;
                List<ItemRow> pages = own < 0 || cameBack ? store.itemsOf(sku) : List.of();
                for (ItemRow page : pages) {
                    ItemRow other = changed.getOrDefault(page.item(), page);
                    long units =
                            own < 0
                                    ? Math.clamp(other.heldOf(sku), 0, -own)
                                    : -Math.clamp(-other.heldOf(sku), 0, own);
                    if (units != 0) {
                        own += units;
                        changed.put(other.item(), planned(other, Map.of(sku, -units), turn));
                        changed.computeIfPresent(
                                item.item(), (_, same) -> planned(same, Map.of(sku, units), turn));
                    }
                }
            }
        }
        others.addAll(changed.values());
        return others;
    }

    private ItemRow planned(ItemRow item, Map<Sku, Long> pool, MallTurn turn) {
        return scheduler.schedule(item.pooled(pool), turn.row(), turn.now());
    }

    /** What the mall sold, and what it sells again, since the order was last counted. */
    private ItemRow count(ItemRow item, OrderRow order) {
        long wanted = order.wanted().getOrDefault(item.item(), 0L);
        Long counted = order.counted().get(item.item());
        long before;
        Instant earliest;
        ItemRow changed = item;
        if (counted == null) {
            before = order.placed().getOrDefault(item.item(), 0L);
            earliest = order.placedAt();
            changed = before > 0 ? item.sold(before, earliest) : item;
        } else {
            // What shows late may have happened before the change that was counted last.
            before = counted;
            earliest = order.countedAt().minus(mall.capabilities().blindWindow());
        }
        if (wanted > before) {
            return changed.soldBetween(wanted - before, earliest, order.updatedAt());
        }
        return wanted < before && mall.capabilities().restocksOnCancel()
                ? changed.restocked(before - wanted, earliest, order.updatedAt())
                : changed;
    }

    /**
     * An item's share of a change of the pool: what its own quantity has changed, if that explains
     * the pool's change; otherwise the last item with a SKU has the rest.
     */
    private static Map<Sku, Long> share(
            OrderRow order, ItemRow item, List<ItemRow> others, Map<Sku, Long> pool) {
        long quantity = order.placed().getOrDefault(item.item(), 0L);
        Map<Sku, Long> share = new HashMap<>();
        order.sells(item.item())
                .forEach(
                        (sku, inItem) -> {
                            long left = pool.getOrDefault(sku, 0L);
                            boolean last =
                                    others.stream()
                                            .noneMatch(
                                                    other ->
                                                            order.sells(other.item())
                                                                    .containsKey(sku));
                            long most = quantity * inItem;
                            long own = change(order, item, sku);
                            long all =
                                    own
                                            + others.stream()
                                                    .mapToLong(other -> change(order, other, sku))
                                                    .sum();
                            long any = last ? left : Math.clamp(left, -most, most);
                            long units = left == all ? own : any;
                            if (units != 0) {
                                share.put(sku, units);
                                pool.put(sku, left - units);
                            }
                        });
        return share;
    }

    /** The units that come back since the order was last counted; below 0 if it has more. */
    private static long change(OrderRow order, ItemRow item, Sku sku) {
        long fewer =
                order.counted().getOrDefault(item.item(), 0L)
                        - order.wanted().getOrDefault(item.item(), 0L);
        return fewer * order.sells(item.item()).getOrDefault(sku, 0L);
    }
}
