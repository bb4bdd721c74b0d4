package dev.netstock.stock.model;

import dev.netstock.platform.call.BatchAnswer;
import dev.netstock.stock.Channel;
import dev.netstock.stock.Consistency;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Location;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.AllowanceChange;
import dev.netstock.stock.limit.AllowanceKey;
import dev.netstock.stock.table.AppendAnswer;
import dev.netstock.stock.table.ClaimAnswer;
import dev.netstock.stock.table.ClosedShardForwarding;
import dev.netstock.stock.table.CorrectAnswer;
import dev.netstock.stock.table.GiveBackAnswer;
import dev.netstock.stock.table.LastChange;
import dev.netstock.stock.table.Layout;
import dev.netstock.stock.table.MoveAnswer;
import dev.netstock.stock.table.PoolRule;
import dev.netstock.stock.table.StockItem;
import dev.netstock.stock.table.StockTables;
import dev.netstock.stock.table.SupplyAnswer;
import dev.netstock.stock.table.SupplyTerms;
import dev.netstock.stock.table.Take;
import dev.netstock.stock.table.TakeAnswer;
import dev.netstock.stock.testing.Invariants;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;

/**
 * The tables in memory: each method is atomic, and conservation is checked after each write. For
 * one thread at a time.
 */
class ModelTables implements StockTables {
    private final Map<ItemKey, StockItem> items = new TreeMap<>();
    private final Map<String, NavigableMap<String, Delta>> rows = new TreeMap<>();
    private final Map<AllowanceKey, Allowance> allowances = new HashMap<>();
    private final Map<AllowanceKey, Set<Long>> everHeld = new HashMap<>();
    private final List<Delta> written = new ArrayList<>();
    private final List<StockItem> stream = new ArrayList<>();
    private final ThreadLocal<Boolean> inReservation = ThreadLocal.withInitial(() -> false);
    private Function<OrderId, Optional<Channel>> seller = _ -> Optional.empty();
    private ToIntBiFunction<Location, Channel> buffers = (_, _) -> 0;
    private final ThreadLocal<Boolean> inTransfer = ThreadLocal.withInitial(() -> false);
    private int rowsRead;

    /**
     * Checks from now on that a channel's orders leave its buffers alone, and keep to its pools.
     *
     * @param bySeller the channel of an order; empty if the order is promised already
     * @param byDefault the buffer of a channel at a location where a SKU has none of its own
     */
    void checkTerms(
            Function<OrderId, Optional<Channel>> bySeller,
            ToIntBiFunction<Location, Channel> byDefault) {
        seller = bySeller;
        buffers = byDefault;
    }

    private void checkTerms(ItemKey item, Channel channel) {
        StockItem first = Objects.requireNonNull(items.get(item.first()));
        Layout layout = first.layout();
        if (item.isPool()) {
            require(
                    first.pool(channel).equals(Optional.of(item)),
                    "took from another's pool",
                    item);
            return;
        }
        long general =
                items.values().stream()
                        .filter(it -> it.key().first().equals(item.first()))
                        .filter(it -> !it.key().isPool())
                        .mapToLong(StockItem::available)
                        .sum();
        require(
                general
                        >= layout.buffer(channel)
                                .orElse(buffers.applyAsInt(item.location(), channel)),
                "a buffer was crossed",
                item);
        require(
                !layout.rule(channel).equals(Optional.of(PoolRule.OWN_ONLY)),
                "took from general stock beside its pool",
                item);
    }

    private static void require(boolean holds, String what, Object where) {
        if (!holds) {
            throw new AssertionError(what + ": " + where);
        }
    }

    /** The image of every change of every item, in order. */
    List<StockItem> stream() {
        return stream;
    }

    List<StockItem> allItems() {
        return List.copyOf(items.values());
    }

    List<Delta> allDeltas() {
        return rows.values().stream().flatMap(steps -> steps.values().stream()).toList();
    }

    /** The rows in the order in which they were written. */
    List<Delta> deltasInOrder() {
        return written.stream()
                .filter(row -> row.equals(stepsOf(row.cause()).get(row.step())))
                .toList();
    }

    List<Allowance> allAllowances() {
        return List.copyOf(allowances.values());
    }

    /** Whether an allowance ever held so many units. */
    boolean everHeld(Sku sku, long units) {
        return units == 0
                || everHeld.entrySet().stream()
                        .filter(allowance -> allowance.getKey().sku().equals(sku))
                        .anyMatch(allowance -> allowance.getValue().contains(units));
    }

    /** Runs a reservation, so that a broken model can tell its requests from those of others. */
    <T> T inReservation(Supplier<T> reservation) {
        inReservation.set(true);
        try {
            return reservation.get();
        } finally {
            inReservation.set(false);
        }
    }

    /** Whether the calling thread runs a reservation. */
    boolean isInReservation() {
        return inReservation.get();
    }

    /** Runs a transfer, so that a broken model can tell its requests from those of others. */
    <T> T inTransfer(Supplier<T> transfer) {
        inTransfer.set(true);
        try {
            return transfer.get();
        } finally {
            inTransfer.set(false);
        }
    }

    /** Whether the calling thread runs a transfer. */
    boolean isInTransfer() {
        return inTransfer.get();
    }

    @Override
    public List<Delta> deltas(Cause cause) {
        return List.copyOf(stepsOf(cause).headMap("A").values());
    }

    @Override
    public BatchAnswer<ItemKey, StockItem> items(List<ItemKey> keys, Consistency consistency) {
        return new BatchAnswer<>(
                keys.stream().flatMap(key -> Optional.ofNullable(items.get(key)).stream()).toList(),
                List.of());
    }

    @Override
    public List<StockItem> itemsOf(Sku sku, Consistency consistency) {
        return items.values().stream()
                .filter(item -> item.key().sku().equals(sku) && item.key().shard() == 0)
                .toList();
    }

    @Override
    public TakeAnswer take(Take take, Instant now) {
        StockItem item = items.get(take.item());
        if (item == null) {
            return new TakeAnswer.NoSuchItem(take.item());
        }
        boolean closed = take.item().shard() > 0 && item.layout().isClosing();
        boolean isShort = !take.forced() && (item.available() < take.needed() || closed);
        if (isShort || take.isOnOtherTerms(item) || take.isRepeatedOn(item)) {
            return take.refusedBy(item);
        }
        var change =
                new LastChange(
                        LastChange.Kind.TAKE,
                        Optional.of(take.order()),
                        take.step(),
                        take.attempt(),
                        -take.units());
        StockItem taken = put(moved(item, take.units(), change));
        seller.apply(take.order()).ifPresent(channel -> checkTerms(taken.key(), channel));
        return new TakeAnswer.Taken(taken);
    }

    @Override
    public AppendAnswer append(Delta delta) {
        Delta row = stepsOf(delta.cause()).putIfAbsent(delta.step(), delta);
        if (row == null) {
            written.add(delta);
        }
        return row == null ? new AppendAnswer.Written() : new AppendAnswer.Exists(row);
    }

    @Override
    public ClaimAnswer claim(Delta delta) {
        Delta row = stepsOf(delta.cause()).get(delta.step());
        if (row != null) {
            return new ClaimAnswer.Exists(row);
        }
        List<Allowance> full =
                delta.allowances().stream()
                        .filter(change -> allowance(change.key()).held() > change.heldMax())
                        .map(change -> allowance(change.key()))
                        .toList();
        if (!full.isEmpty()) {
            return new ClaimAnswer.LimitReached(full);
        }
        AppendAnswer _ = append(delta);
        change(delta);
        return new ClaimAnswer.Claimed();
    }

    @Override
    public BatchAnswer<AllowanceKey, Allowance> allowances(List<AllowanceKey> keys) {
        return new BatchAnswer<>(
                keys.stream()
                        .flatMap(key -> Optional.ofNullable(allowances.get(key)).stream())
                        .toList(),
                List.of());
    }

    @Override
    public boolean replaceAllowance(Allowance found, Allowance counted, Instant retireAt) {
        boolean isSame = allowance(found.key()).equals(found);
        if (isSame) {
            allowances.put(counted.key(), counted);
        }
        return isSame;
    }

    private Allowance allowance(AllowanceKey key) {
        return allowances.getOrDefault(key, Allowance.none(key));
    }

    /** Changes the allowances as a row says. */
    void change(Delta delta) {
        for (AllowanceChange change : delta.allowances()) {
            Allowance before = allowance(change.key());
            var orders = new HashSet<>(before.orders());
            var order = new OrderId(delta.cause().id());
            boolean _ = change.isLast() ? orders.remove(order) : orders.add(order);
            var after = new Allowance(change.key(), before.held() + change.units(), orders);
            allowances.put(change.key(), after);
            everHeld.computeIfAbsent(change.key(), _ -> new HashSet<>()).add(after.held());
        }
    }

    @Override
    public GiveBackAnswer giveBack(Delta delta, Set<ItemKey> passedOn) {
        Set<ItemKey> closed =
                delta.returns().stream()
                        .map(DeltaLine::item)
                        .filter(item -> item.shard() > 0 && !passedOn.contains(item))
                        .filter(
                                item ->
                                        Objects.requireNonNull(items.get(item))
                                                .layout()
                                                .isClosing())
                        .collect(Collectors.toSet());
        if (append(delta) instanceof AppendAnswer.Exists(Delta row)) {
            return new GiveBackAnswer.Exists(row);
        }
        if (!closed.isEmpty()) {
            stepsOf(delta.cause()).remove(delta.step());
            return new GiveBackAnswer.Closed(closed);
        }
        for (DeltaLine line : delta.returns()) {
            var change =
                    new LastChange(
                            LastChange.Kind.GIVE_BACK,
                            Optional.of(new OrderId(delta.cause().id())),
                            0,
                            delta.origin().attempt(),
                            line.units());
            keep(moved(Objects.requireNonNull(items.get(line.item())), -line.units(), change));
        }
        change(delta);
        passOn(new ClosedShardForwarding(delta, passedOn));
        delta.returns().forEach(line -> check(line.item()));
        return new GiveBackAnswer.Written();
    }

    @Override
    public boolean giveBackTogether(List<Delta> deltas) {
        boolean isRefused =
                deltas.stream()
                        .anyMatch(
                                delta ->
                                        stepsOf(delta.cause()).containsKey(delta.step())
                                                || delta.returns().stream()
                                                        .map(line -> line.item())
                                                        .anyMatch(this::isClosed));
        if (!isRefused) {
            deltas.forEach(
                    delta -> {
                        GiveBackAnswer _ = giveBack(delta, Set.of());
                    });
        }
        return !isRefused;
    }

    private boolean isClosed(ItemKey item) {
        return item.shard() > 0 && Objects.requireNonNull(items.get(item)).layout().isClosing();
    }

    private void passOn(ClosedShardForwarding rest) {
        if (!rest.isNothing()) {
            AppendAnswer _ = append(rest.move());
            for (DeltaLine line : rest.move().lines()) {
                StockItem item = Objects.requireNonNull(items.get(line.item()));
                var change =
                        new LastChange(
                                LastChange.Kind.MOVE,
                                Optional.empty(),
                                0,
                                rest.delta().origin().attempt(),
                                line.units());
                keep(with(item, item.available() + line.units(), item.layout(), change));
            }
        }
    }

    @Override
    public SupplyAnswer setSupply(
            Delta delta, long expectedLedgerVersion, Optional<String> closing, SupplyTerms terms) {
        var changed = (Change.SupplyChanged) delta.change();
        DeltaLine line = changed.line();
        StockItem item = items.get(line.item());
        if (ledgerVersion(item) != expectedLedgerVersion) {
            return new SupplyAnswer.Moved();
        }
        if (item != null && !mayFall(item, line.units(), closing)) {
            return new SupplyAnswer.Moved();
        }
        var supply = new StockItem.Supply(changed.supply(), changed.ledgerVersion(), delta);
        var change =
                new LastChange(
                        LastChange.Kind.SUPPLY,
                        Optional.empty(),
                        0,
                        delta.origin().attempt(),
                        line.units());
        return new SupplyAnswer.Set(
                put(
                        new StockItem(
                                line.item(),
                                (item == null ? 0 : item.available()) + line.units(),
                                item == null ? 0 : item.reserved(),
                                (item == null ? 0 : item.version()) + 1,
                                terms.of(item == null ? Layout.ONE : item.layout()),
                                change,
                                Optional.of(supply))));
    }

    private static boolean mayFall(StockItem item, long units, Optional<String> closing) {
        return units >= 0
                || item.available() >= -units
                || item.shards() == 1
                || (closing.isPresent() && closing.equals(item.layout().closing()));
    }

    @Override
    public MoveAnswer move(Delta delta) {
        if (append(delta) instanceof AppendAnswer.Exists) {
            return new MoveAnswer.Moved();
        }
        if (!delta.lines().stream().allMatch(this::mayMove)) {
            stepsOf(delta.cause()).remove(delta.step());
            return new MoveAnswer.Refused();
        }
        for (DeltaLine line : delta.lines()) {
            var change =
                    new LastChange(
                            LastChange.Kind.MOVE,
                            Optional.empty(),
                            0,
                            delta.origin().attempt(),
                            line.units());
            StockItem item = items.getOrDefault(line.item(), notThere(line.item(), change));
            keep(with(item, item.available() + line.units(), item.layout(), change));
        }
        check(delta.lines().getFirst().item());
        return new MoveAnswer.Moved();
    }

    /** Whether the condition of a line of a move is met. */
    boolean mayMove(DeltaLine line) {
        StockItem item = items.get(line.item());
        if (line.units() < 0) {
            return item != null && item.available() >= -line.units();
        }
        return item == null
                ? line.item().shard() > 0
                : line.item().shard() == 0 || !item.layout().isClosing();
    }

    @Override
    public Optional<StockItem> setLayout(
            ItemKey key, Layout expected, Layout next, LastChange change, Instant now) {
        StockItem item =
                key.shard() == 0 ? items.get(key) : items.getOrDefault(key, notThere(key, change));
        if (item == null || !item.layout().equals(expected)) {
            return Optional.empty();
        }
        boolean opens = expected.isClosing() && !next.isClosing();
        return key.shard() == 0 && opens && item.available() < 0
                ? Optional.empty()
                : Optional.of(put(with(item, item.available(), next, change)));
    }

    private static StockItem notThere(ItemKey key, LastChange change) {
        return new StockItem(key, 0, 0, 0, Layout.OF_OTHERS, change, Optional.empty());
    }

    private static StockItem with(
            StockItem item, long available, Layout layout, LastChange change) {
        return new StockItem(
                item.key(),
                available,
                item.reserved(),
                item.version() + 1,
                layout,
                change,
                item.supply());
    }

    @Override
    public CorrectAnswer correct(Delta delta, long ledgerVersion) {
        throw new UnsupportedOperationException("The items of the model cannot be edited");
    }

    @Override
    public BatchAnswer<DeltaKey, DeltaKey> existing(List<DeltaKey> keys) {
        return new BatchAnswer<>(
                keys.stream().filter(key -> stepsOf(key.cause()).containsKey(key.step())).toList(),
                List.of());
    }

    /** Hides every other existing row, as an eventually consistent read may. */
    @Override
    public BatchAnswer<DeltaKey, Delta> rows(List<DeltaKey> keys) {
        return new BatchAnswer<>(
                keys.stream()
                        .flatMap(
                                key ->
                                        Optional.ofNullable(stepsOf(key.cause()).get(key.step()))
                                                .stream())
                        .filter(_ -> ++rowsRead % 2 == 0)
                        .toList(),
                List.of());
    }

    private static long ledgerVersion(@Nullable StockItem item) {
        return item == null ? 0 : item.ledgerVersion();
    }

    private NavigableMap<String, Delta> stepsOf(Cause cause) {
        return rows.computeIfAbsent(cause.key(), _ -> new TreeMap<>());
    }

    private static StockItem moved(StockItem item, long toReserved, LastChange change) {
        return new StockItem(
                item.key(),
                item.available() - toReserved,
                item.reserved() + toReserved,
                item.version() + 1,
                item.layout(),
                change,
                item.supply());
    }

    private StockItem put(StockItem item) {
        keep(item);
        check(item.key());
        return item;
    }

    private void keep(StockItem item) {
        items.put(item.key(), item);
        stream.add(item);
    }

    private void check(ItemKey key) {
        check(
                items.values().stream()
                        .filter(item -> item.key().first().equals(key.first()))
                        .toList());
    }

    /** The invariant of all items of a SKU at a location, checked after every write. */
    void check(List<StockItem> shards) {
        Invariants.conservation(shards);
    }
}
