package dev.netstock.malls.sync;

import static java.util.Objects.requireNonNull;

import dev.netstock.malls.port.CountReading;
import dev.netstock.malls.port.Mall;
import dev.netstock.malls.port.MallException;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.port.MallRefused;
import dev.netstock.malls.port.MallThrottled;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;
import dev.netstock.stock.Sku;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Does what the planner says for the items that are due: writes, moves, one request of readings.
 * Before each write or move its row says so; a worker that finds such a row repeats the move or
 * treats the write as in doubt. So the process may die between any two requests.
 */
public final class StockSync {
    private static final int MOVES = 100;
    private static final int SWEEP_PAGE = 500;
    private static final int ATTEMPTS = 5;

    private final Mall mall;
    private final MallStore store;
    private final StockSide stock;
    private final ItemScheduler scheduler;
    private final MallReports reports;
    private final Mappings mappings;
    private Optional<MallItem> swept = Optional.empty();

    public StockSync(
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
        this.mappings = new Mappings(store, stock::levels);
    }

    /** Works on what is due. Says whether it did anything. */
    public boolean round(MallTurn turn) {
        sweep(turn);
        int limit = Math.clamp(2L * mall.capabilities().writeBatch(), 100, 1000);
        List<ItemRow> rows =
                store.due(turn.now(), limit).stream().map(row -> covered(row, turn)).toList();
        Map<Work, List<ItemRow>> work =
                rows.stream().collect(Collectors.groupingBy(row -> workOf(row, turn)));
        boolean wrote = writeAll(work.getOrDefault(Work.WRITE, List.of()), turn);
        boolean moved = move(work.getOrDefault(Work.MOVE, List.of()), turn);
        boolean changed = changeAll(work.getOrDefault(Work.CHANGE, List.of()));
        boolean read = read(work.getOrDefault(Work.READ, List.of()), turn);
        rest(work.getOrDefault(Work.NONE, List.of()), turn);
        return wrote || moved || changed || read;
    }

    private enum Work {
        WRITE,
        MOVE,
        CHANGE,
        READ,
        NONE
    }

    private Work workOf(ItemRow row, MallTurn turn) {
        if (row.progress().move().isPresent()) {
            return Work.MOVE;
        }
        if (row.progress().write().isPresent()) {
            return Work.WRITE;
        }
        return switch (next(row, turn)) {
            case Step.Write _ -> Work.WRITE;
            case Step.Move _ -> Work.MOVE;
            case Step.Change _ -> Work.CHANGE;
            case Step.Wait _ ->
                    scheduler.planner().needsReading(row, turn.now()) ? Work.READ : Work.NONE;
        };
    }

    private Step next(ItemRow row, MallTurn turn) {
        return scheduler.planner().next(row, turn.row(), turn.now());
    }

    /** The row, with its estimate made exact if all orders before its anchor are taken. */
    private ItemRow covered(ItemRow row, MallTurn turn) {
        if (turn.keepsEstimate(row.item())) {
            return row;
        }
        ItemRow covered = row.covered(turn.knownUpTo());
        if (row.estimate().isExact() && covered.estimate().high() != row.estimate().high()) {
            reports.countDiffers(row.item(), row.estimate().high(), covered.estimate().high());
        }
        return covered;
    }

    // Writes.

    /** As many requests as the mall's rate allows now. */
    private boolean writeAll(List<ItemRow> rows, MallTurn turn) {
        int batch = mall.capabilities().writeBatch();
        int from = 0;
        while (from < rows.size()
                && write(rows.subList(from, Math.min(rows.size(), from + batch)), turn)) {
            from += batch;
        }
        return from > 0;
    }

    private boolean write(List<ItemRow> rows, MallTurn turn) {
        List<ItemRow> begun = begin(rows, turn);
        if (begun.isEmpty()) {
            return false;
        }
        List<PendingWrite> writes =
                begun.stream().map(row -> row.progress().write().orElseThrow()).toList();
        Instant sent = turn.now();
        List<WriteResult> results = turn.leaseLasts() ? send(begun, turn) : List.of();
        Instant answered = turn.now();
        if (results.stream().anyMatch(WriteResult.Done.class::isInstance)) {
            turn.change(row -> row.written(answered));
        }
        Map<MallItem, Integer> places = new HashMap<>();
        for (int i = 0; i < begun.size(); i++) {
            places.put(begun.get(i).item(), i);
        }
        Set<MallItem> repeated =
                rows.stream()
                        .filter(row -> row.progress().write().isPresent())
                        .map(ItemRow::item)
                        .collect(Collectors.toSet());
        if (!results.isEmpty()) {
            update(
                    begun,
                    turn,
                    row -> {
                        int place = places.getOrDefault(row.item(), 0);
                        return row.written(
                                writes.get(place),
                                repeated.contains(row.item())
                                        ? ofRepeated(results.get(place))
                                        : results.get(place),
                                sent,
                                answered,
                                mall.capabilities().applyLag());
                    });
        }
        return true;
    }

    /** That a repeated write was not done does not say that the first one never will be. */
    private static WriteResult ofRepeated(WriteResult result) {
        return result instanceof WriteResult.Done
                ? result
                : new WriteResult.InDoubt("The first attempt may still land");
    }

    /** Stores what is about to be written. Writes of a dead worker are repeated or in doubt. */
    private List<ItemRow> begin(List<ItemRow> rows, MallTurn turn) {
        List<ItemRow> begun = new ArrayList<>();
        List<ItemRow> lapsed = new ArrayList<>();
        for (ItemRow row : rows) {
            if (row.progress().write().isPresent()
                    && mall.capabilities().idempotencyKeys()
                    && !turn.row().rules().paused()) {
                begun.add(row);
                continue;
            }
            ItemRow known = row.lapsed(turn.now(), mall.capabilities().applyLag());
            if (next(known, turn) instanceof Step.Write write) {
                begun.add(known.writing(write.change(), key(row), turn.now()));
            } else {
                lapsed.add(scheduler.scheduleAgain(known, turn.row(), turn.now()));
            }
        }
        save(lapsed);
        return begun.isEmpty() || !turn.take(Budget.Kind.WRITE) ? List.of() : save(begun);
    }

    private static String key(ItemRow row) {
        return row.item().item() + ':' + row.item().variant() + ':' + row.version();
    }

    private List<WriteResult> send(List<ItemRow> rows, MallTurn turn) {
        List<StockWrite> writes =
                rows.stream()
                        .map(
                                row -> {
                                    PendingWrite write = row.progress().write().orElseThrow();
                                    return new StockWrite(row.item(), write.change(), write.key());
                                })
                        .toList();
        try {
            return mall.write(writes);
        } catch (MallRefused refused) {
            return all(
                    rows, new WriteResult.Rejected(refused.code(), "The mall refused the request"));
        } catch (MallThrottled throttled) {
            turn.change(row -> row.waiting(turn.now().plus(throttled.delay())));
            return all(rows, new WriteResult.Throttled(throttled.delay()));
        } catch (MallException notDone) {
            reports.interrupted(notDone);
            turn.interrupted(Duration.ofSeconds(5), notDone);
            return all(rows, new WriteResult.Unavailable("not done"));
        }
    }

    private static List<WriteResult> all(List<ItemRow> rows, WriteResult result) {
        return rows.stream().map(_ -> result).toList();
    }

    // Moves.

    private boolean move(List<ItemRow> rows, MallTurn turn) {
        List<ItemRow> begun = new ArrayList<>();
        for (ItemRow row : rows.stream().limit(MOVES).toList()) {
            if (row.progress().move().isPresent()) {
                begun.add(row);
            } else if (next(row, turn) instanceof Step.Move move) {
                String id = scheduler.channel().value() + ':' + key(row);
                begun.add(row.moving(new PendingMove(id, move.units())));
            }
        }
        begun = save(begun);
        if (begun.isEmpty()) {
            return false;
        }
        List<PoolMove> moves = new ArrayList<>();
        for (ItemRow row : begun) {
            moves.addAll(commands(row.progress().move().orElseThrow()));
        }
        List<Long> moved;
        try {
            moved = stock.move(moves);
        } catch (StockInDoubt inDoubt) {
            return true; // The rows say so: the moves are repeated.
        }
        Map<String, Map<Sku, Long>> units = new HashMap<>();
        for (int i = 0; i < moves.size(); i++) {
            units.computeIfAbsent(moves.get(i).id(), _ -> new HashMap<>())
                    .put(moves.get(i).sku(), moved.get(i));
        }
        Map<MallItem, PendingMove> asked =
                begun.stream()
                        .collect(
                                Collectors.toMap(
                                        ItemRow::item, row -> row.progress().move().orElseThrow()));
        update(
                begun,
                turn,
                row -> {
                    PendingMove move = requireNonNull(asked.get(row.item()));
                    Map<Sku, Long> sum = new HashMap<>();
                    commands(move)
                            .forEach(
                                    command ->
                                            sum.putAll(units.getOrDefault(command.id(), Map.of())));
                    return row.moved(move, sum, turn.now());
                });
        return true;
    }

    private List<PoolMove> commands(PendingMove move) {
        return move.units().entrySet().stream()
                .map(
                        entry ->
                                new PoolMove(
                                        move.id() + ':' + entry.getKey(),
                                        scheduler.channel(),
                                        entry.getKey(),
                                        entry.getValue()))
                .toList();
    }

    // Mappings.

    private boolean changeAll(List<ItemRow> rows) {
        rows.forEach(row -> mappings.takeEffect(row));
        return !rows.isEmpty();
    }

    // Readings.

    private boolean read(List<ItemRow> rows, MallTurn turn) {
        if (rows.isEmpty() || !turn.take(Budget.Kind.READ)) {
            return false;
        }
        List<ItemRow> asked = rows.stream().limit(mall.capabilities().readBatch()).toList();
        Instant from = turn.now();
        List<CountReading> readings = mall.read(asked.stream().map(ItemRow::item).toList());
        Instant to = turn.now();
        if (!turn.leaseLasts()) {
            return true; // Another worker may have written meanwhile: the counts say nothing.
        }
        Map<MallItem, CountReading> byItem =
                readings.stream().collect(Collectors.toMap(CountReading::item, same -> same));
        Map<Sku, SkuLevel> levels = levels(asked);
        update(
                asked,
                turn,
                row ->
                        withLevels(row, levels)
                                .read(
                                        byItem.getOrDefault(
                                                row.item(),
                                                new CountReading(
                                                        row.item(),
                                                        OptionalLong.empty(),
                                                        to,
                                                        false)),
                                        from,
                                        to));
        return true;
    }

    // Rows.

    private void rest(List<ItemRow> rows, MallTurn turn) {
        save(
                rows.stream()
                        .map(row -> scheduler.scheduleAgain(row, turn.row(), turn.now()))
                        .toList());
    }

    /** Stores rows, with the time at which they are due. Rows that others changed are left out. */
    private List<ItemRow> save(List<ItemRow> rows) {
        List<Boolean> saved = rows.isEmpty() ? List.of() : store.save(rows);
        List<ItemRow> stored = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (saved.get(i)) {
                stored.add(rows.get(i).withVersion(rows.get(i).version() + 1));
            }
        }
        return stored;
    }

    /** Stores what was answered, also if levels or orders changed the rows meanwhile. */
    private void update(List<ItemRow> rows, MallTurn turn, Function<ItemRow, ItemRow> transition) {
        List<ItemRow> current = rows;
        for (int attempt = 0; attempt < ATTEMPTS && !current.isEmpty(); attempt++) {
            List<ItemRow> changed =
                    current.stream()
                            .map(transition)
                            .map(row -> scheduler.scheduleAgain(row, turn.row(), turn.now()))
                            .toList();
            changed.forEach(this::reportProblem);
            List<Boolean> saved = store.save(changed);
            List<MallItem> again = new ArrayList<>();
            for (int i = 0; i < changed.size(); i++) {
                if (!saved.get(i)) {
                    again.add(changed.get(i).item());
                }
            }
            current = again.isEmpty() ? List.of() : store.items(again);
        }
    }

    private void reportProblem(ItemRow row) {
        row.progress().problem().ifPresent(problem -> reports.problem(row.item(), problem));
    }

    /** Plans all items again when all caps change: a sale day, an announced maintenance. */
    private void sweep(MallTurn turn) {
        long digest = scheduler.targets().digest(turn.row(), turn.now());
        if (digest == turn.row().rules().swept()) {
            return;
        }
        List<ItemRow> page = store.itemsAfter(swept, SWEEP_PAGE);
        Map<Sku, SkuLevel> levels = levels(page);
        List<ItemRow> planned =
                page.stream()
                        .map(row -> withLevels(row, levels))
                        .map(row -> scheduler.scheduleAgain(row, turn.row(), turn.now()))
                        .toList();
        if (save(planned).size() < planned.size()) {
            return; // Others changed rows meanwhile: this page again.
        }
        if (page.size() < SWEEP_PAGE) {
            swept = Optional.empty();
            turn.change(row -> row.withSwept(digest));
        } else {
            swept = Optional.of(page.getLast().item());
        }
    }

    /** The newest levels: level events that change nothing at their time are not kept. */
    private Map<Sku, SkuLevel> levels(List<ItemRow> rows) {
        List<Sku> skus =
                rows.stream()
                        .flatMap(row -> row.parts().stream())
                        .map(Part::sku)
                        .distinct()
                        .toList();
        return stock.levels(skus).stream().collect(Collectors.toMap(SkuLevel::sku, level -> level));
    }

    private static ItemRow withLevels(ItemRow row, Map<Sku, SkuLevel> levels) {
        ItemRow newer = row;
        for (Part part : row.parts()) {
            SkuLevel level = levels.get(part.sku());
            newer = level == null ? newer : newer.withLevel(level);
        }
        return newer;
    }
}
