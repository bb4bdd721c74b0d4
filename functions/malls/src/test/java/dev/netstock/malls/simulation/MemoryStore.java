package dev.netstock.malls.simulation;

import static java.util.Objects.requireNonNull;

import dev.netstock.malls.orders.OrderRow;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.MallRow;
import dev.netstock.malls.sync.MallStore;
import dev.netstock.malls.sync.Part;
import dev.netstock.malls.sync.Row;
import dev.netstock.malls.sync.SaleRow;
import dev.netstock.malls.sync.Urgency;
import dev.netstock.stock.Sku;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A mall's rows in memory, written on condition of their version. Lists of rows come from indexes,
 * which are eventually consistent, as DynamoDB's are.
 */
final class MemoryStore implements MallStore {
    private static final Comparator<MallItem> BY_NAME =
            Comparator.comparing(MallItem::item).thenComparing(MallItem::variant);
    private static final Comparator<ItemRow> BY_DUE =
            Comparator.comparing(ItemRow::due).thenComparing(ItemRow::item, BY_NAME);

    /** The oldest that an index is, in milliseconds. */
    private static final int INDEX_LAG = 900;

    private final World world;
    private final NavigableMap<MallItem, ItemRow> items = new TreeMap<>(BY_NAME);
    private final Map<MallItem, ItemRow> indexed = new HashMap<>();
    private final Map<Urgency, TreeSet<ItemRow>> byUrgency = new EnumMap<>(Urgency.class);
    private final Map<Sku, Set<MallItem>> itemsOf = new HashMap<>();
    private final Map<String, OrderRow> orders = new HashMap<>();
    private final TreeMap<String, OrderRow> unsettled = new TreeMap<>();
    private final TreeMap<String, OrderRow> unmapped = new TreeMap<>();
    private final TreeMap<String, OrderRow> open = new TreeMap<>();
    private Optional<MallRow> mall = Optional.empty();
    private SaleRow sale = SaleRow.NONE;
    boolean indexesStandStill;
    private Predicate<OrderRow> lastIndexed = _ -> false;

    /** Hears of each row before it is stored. */
    Consumer<Row> saving = _ -> {};

    MemoryStore(World world) {
        this.world = world;
    }

    @Override
    public Optional<MallRow> mall() {
        return read(() -> mall);
    }

    @Override
    public SaleRow sale() {
        return read(() -> sale);
    }

    @Override
    public List<ItemRow> items(Collection<MallItem> names) {
        return read(() -> names.stream().filter(items::containsKey).map(items::get).toList());
    }

    @Override
    public List<ItemRow> itemsOf(Sku sku) {
        return read(() -> itemsOf.getOrDefault(sku, Set.of()).stream().map(items::get).toList());
    }

    @Override
    public List<ItemRow> due(Instant now, int limit) {
        return read(
                () ->
                        byUrgency.values().stream()
                                .flatMap(
                                        rows ->
                                                rows.stream()
                                                        .takeWhile(row -> !row.due().isAfter(now)))
                                .limit(limit)
                                .toList());
    }

    @Override
    public Optional<ItemRow> longestDue(Urgency urgency, Instant now) {
        return read(() -> due(urgency).stream().findFirst().filter(row -> !row.due().isAfter(now)));
    }

    @Override
    public List<ItemRow> itemsAfter(Optional<MallItem> last, int limit) {
        return read(
                () ->
                        last.map(item -> items.tailMap(item, false)).orElse(items).values().stream()
                                .limit(limit)
                                .toList());
    }

    @Override
    public List<OrderRow> orders(Collection<String> numbers) {
        return read(() -> numbers.stream().filter(orders::containsKey).map(orders::get).toList());
    }

    @Override
    public List<OrderRow> unsettledOrders() {
        return read(() -> List.copyOf(unsettled.values()));
    }

    @Override
    public List<OrderRow> unmappedOrders(String after, int limit) {
        return read(() -> unmapped.tailMap(after, false).values().stream().limit(limit).toList());
    }

    @Override
    public List<OrderRow> openOrders(String after, int limit) {
        return read(() -> open.tailMap(after, false).values().stream().limit(limit).toList());
    }

    @Override
    public List<Boolean> save(List<? extends Row> rows) {
        world.storeWrites += rows.size();
        List<Boolean> saved = new ArrayList<>();
        // Each row is a request of its own: a process that dies has written some of them.
        world.request(
                5,
                () -> {
                    boolean dies = world.diesHalfway();
                    for (Row row : rows) {
                        saved.add(put(row));
                        if (dies) {
                            throw new World.Killed();
                        }
                    }
                    return saved;
                });
        return saved;
    }

    @Override
    public boolean saveTogether(List<? extends Row> rows) {
        if (rows.size() > 100) {
            throw new IllegalArgumentException("A transaction has at most 100 rows");
        }
        world.storeWrites += rows.size();
        return world.request(
                10,
                () -> {
                    boolean current = rows.stream().allMatch(row -> version(row) == row.version());
                    if (current) {
                        rows.forEach(this::put);
                    }
                    return current;
                });
    }

    private <T> T read(Supplier<T> effect) {
        world.storeReads++;
        return world.request(3, effect);
    }

    private long version(Row row) {
        return switch (row) {
            case MallRow _ -> mall.map(MallRow::version).orElse(0L);
            case SaleRow _ -> sale.version();
            case ItemRow item ->
                    Optional.ofNullable(items.get(item.item())).map(ItemRow::version).orElse(0L);
            case OrderRow order ->
                    Optional.ofNullable(orders.get(order.number()))
                            .map(OrderRow::version)
                            .orElse(0L);
            default -> throw new IllegalArgumentException("Unknown row");
        };
    }

    private boolean put(Row row) {
        if (version(row) != row.version()) {
            return false;
        }
        saving.accept(row);
        switch (row.withVersion(row.version() + 1)) {
            case MallRow stored -> mall = Optional.of(stored);
            case SaleRow stored -> sale = stored;
            case ItemRow stored -> {
                put(stored);
                indexLater(() -> index(stored.item()));
            }
            case OrderRow stored -> {
                orders.put(stored.number(), stored);
                if (lastIndexed.test(stored)) {
                    index(stored.number());
                    indexesStandStill = true;
                }
                indexLater(() -> index(stored.number()));
            }
            default -> throw new IllegalArgumentException("Unknown row");
        }
        return true;
    }

    private void indexLater(Runnable index) {
        int lag =
                world.random.nextInt(10) == 0
                        ? world.random.nextInt(INDEX_LAG)
                        : world.random.nextInt(20);
        world.after(
                lag,
                () -> {
                    if (!indexesStandStill) {
                        index.run();
                    }
                });
    }

    private void put(ItemRow row) {
        ItemRow before = items.put(row.item(), row);
        if (before != null) {
            before.parts().forEach(part -> itemsOf(part).remove(row.item()));
        }
        row.parts().forEach(part -> itemsOf(part).add(row.item()));
    }

    private void index(MallItem item) {
        ItemRow row = requireNonNull(items.get(item));
        ItemRow before = indexed.put(item, row);
        if (before != null) {
            due(before.urgency()).remove(before);
        }
        due(row.urgency()).add(row);
    }

    private Set<MallItem> itemsOf(Part part) {
        return itemsOf.computeIfAbsent(part.sku(), _ -> new TreeSet<>(BY_NAME));
    }

    private NavigableSet<ItemRow> due(Urgency urgency) {
        return byUrgency.computeIfAbsent(urgency, _ -> new TreeSet<>(BY_DUE));
    }

    private void index(String number) {
        OrderRow row = requireNonNull(orders.get(number));
        flag(unsettled, number, row, row.isUnsettled());
        flag(unmapped, number, row, row.unmapped());
        flag(open, number, row, row.isOpen());
    }

    /** Indexes list this row at once, and no later one. */
    void stopIndexesAt(Predicate<OrderRow> last) {
        lastIndexed = last;
    }

    private static void flag(
            Map<String, OrderRow> index, String number, OrderRow row, boolean set) {
        if (set) {
            index.put(number, row);
        } else {
            index.remove(number);
        }
    }

    /** Before the simulation begins: the mall was never connected. */
    void disconnect() {
        mall = Optional.empty();
    }

    /** Before the simulation begins: no request. */
    void add(Row row) {
        put(row);
        if (row instanceof ItemRow item) {
            index(item.item());
        } else if (row instanceof OrderRow order) {
            index(order.number());
        }
    }

    /** For the checks of a simulation: no request. */
    List<Part> partsOf(MallItem item) {
        return Optional.ofNullable(items.get(item)).map(ItemRow::parts).orElse(List.of());
    }

    /** For the checks of a simulation: no request. */
    Collection<ItemRow> allItems() {
        return items.values();
    }

    /** For the checks of a simulation: no request. */
    MallRow mallRow() {
        return mall.orElseThrow();
    }
}
