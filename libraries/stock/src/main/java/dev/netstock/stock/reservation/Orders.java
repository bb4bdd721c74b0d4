package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.Channel;
import dev.netstock.stock.OrderId;
import dev.netstock.stock.delta.Cause;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.Change.Cancelled;
import dev.netstock.stock.delta.Change.Expired;
import dev.netstock.stock.delta.Change.Released;
import dev.netstock.stock.delta.Delta;
import dev.netstock.stock.delta.Origin;
import dev.netstock.stock.reservation.Decision.Answer;
import dev.netstock.stock.reservation.Decision.Write;
import dev.netstock.stock.table.AppendAnswer;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockTables;
import dev.netstock.stock.table.StockTables.DeltaKey;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads orders, and writes their next steps. Thread-safe. */
final class Orders {
    /**
     * An order has few steps. A command that loses more races than this competes with a burst of
     * requests, and the caller should retry later.
     */
    private static final int ROUNDS_MAX = 10;

    private final RetryingTables tables;
    private final InstantSource clock;
    private final Supplier<String> attempts;

    /**
     * @param tables the tables
     * @param clock the time of day
     * @param attempts creates a unique id for each attempt
     */
    Orders(RetryingTables tables, InstantSource clock, Supplier<String> attempts) {
        this.tables = tables;
        this.clock = clock;
        this.attempts = attempts;
    }

    String newAttempt() {
        return attempts.get();
    }

    /** The time of day, as precise as the tables keep it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    Order read(OrderId id, Call call) {
        return new Order(id, tables.deltas(Cause.of(id), call));
    }

    /** The rows among these that an eventually consistent read finds; it may miss some. */
    List<Delta> visibleRows(Collection<DeltaKey> keys, Call call) {
        return Batches.of(List.copyOf(keys), StockTables.BATCH_MAX).stream()
                .flatMap(some -> tables.rows(some, call).stream())
                .toList();
    }

    /** Runs a command that takes no units; starts again each time another command was faster. */
    <R> R run(OrderId id, Function<Optional<Reservation>, Decision<R>> policy, Call call) {
        String attemptId = newAttempt();
        for (int round = 1; ; round++) {
            Order order = read(id, call);
            switch (policy.apply(order.reservation())) {
                case Answer<R>(R result) -> {
                    return result;
                }
                case Write<R>(Change change, Function<Reservation, R> result) -> {
                    Optional<Reservation> written = write(order, change, attemptId, call);
                    if (written.isPresent()) {
                        return result.apply(written.get());
                    }
                }
            }
            pauseAfter(round, call);
        }
    }

    /** Writes the next step of a reservation; empty if that step already exists. */
    Optional<Reservation> write(Order order, Change change, String attemptId, Call call) {
        Channel channel = order.reservation().orElseThrow().channel();
        return write(order, change, channel, attemptId, call);
    }

    /** Writes the next step; empty if that step already exists. */
    Optional<Reservation> write(
            Order order, Change change, Channel channel, String attemptId, Call call) {
        var delta =
                new Delta(
                        Cause.of(order.id()),
                        Delta.stepKey(order.nextStep()),
                        change,
                        Optional.of(channel),
                        new Origin(now(), call.who(), call.traceId(), attemptId));
        AppendAnswer answer =
                givesBack(change) ? tables.giveBack(delta, call) : tables.append(delta, call);
        return switch (answer) {
            case AppendAnswer.Written _ -> order.plus(delta).reservation();
            case AppendAnswer.Exists _ -> Optional.empty();
        };
    }

    /**
     * Waits after a round in which another command was faster.
     *
     * @throws RetryLaterException after too many rounds, or if the time budget is used up
     */
    void pauseAfter(int round, Call call) {
        tables.pauseAfter(round, call);
        if (round == ROUNDS_MAX) {
            throw new RetryLaterException(
                    "Other requests keep changing the order", Duration.ofSeconds(1));
        }
    }

    private static boolean givesBack(Change change) {
        return switch (change) {
            // If all units of the order have shipped, none comes back.
            case Released _, Expired _, Cancelled _ -> !change.lines().isEmpty();
            case Change.Reserved _,
                    Change.Confirmed _,
                    Change.Shipped _,
                    Change.Abandoned _,
                    Change.Undone _,
                    Change.SupplyChanged _,
                    Change.Corrected _,
                    Change.Reconciled _,
                    Change.Moved _ ->
                    false;
        };
    }
}
