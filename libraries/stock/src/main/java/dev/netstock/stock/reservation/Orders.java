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
import dev.netstock.stock.limit.Allowance;
import dev.netstock.stock.limit.AllowanceChange;
import dev.netstock.stock.reservation.Decision.Answer;
import dev.netstock.stock.reservation.Decision.Write;
import dev.netstock.stock.table.AppendAnswer;
import dev.netstock.stock.table.ClaimAnswer;
import dev.netstock.stock.table.RetryingTables;
import dev.netstock.stock.table.StockTables;
import dev.netstock.stock.table.StockTables.DeltaKey;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

    /** What a fence adds to the id of the attempt whose claim it closes. */
    private static final String FENCE = ".fence";

    private final RetryingTables tables;
    private final InstantSource clock;
    private final Supplier<String> attempts;
    private final KnownOrders known = new KnownOrders();

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
        var order = new Order(id, tables.deltas(Cause.of(id), call));
        known.note(order, clock.instant());
        return order;
    }

    /** The order as this environment saw it last; there may be more rows by now. */
    Optional<Order> known(OrderId id) {
        return known.get(id, clock.instant());
    }

    /** Reads the order now. */
    Look look(OrderId id, Call call) {
        return Look.at(this, read(id, call));
    }

    /** The rows among these that an eventually consistent read finds; it may miss some. */
    List<Delta> visibleRows(Collection<DeltaKey> keys, Call call) {
        return Batches.of(List.copyOf(keys), StockTables.BATCH_MAX).stream()
                .flatMap(some -> tables.rows(some, call).stream())
                .toList();
    }

    /**
     * Runs a command that takes no units; starts again each time another command was faster. It
     * writes the next step of the order as this environment knows it, and reads the order only if
     * it knows too little.
     */
    <R> R run(OrderId id, Function<Optional<Reservation>, Decision<R>> policy, Call call) {
        String attemptId = newAttempt();
        Optional<R> written =
                known(id)
                        .flatMap(
                                order ->
                                        written(
                                                policy.apply(order.reservation()),
                                                order,
                                                attemptId,
                                                call));
        for (int round = 1; written.isEmpty(); round++) {
            Order order = read(id, call);
            Decision<R> decision = policy.apply(order.reservation());
            if (decision instanceof Answer<R>(R result)) {
                return result;
            }
            written = written(decision, order, attemptId, call);
            if (written.isEmpty()) {
                pauseAfter(round, call);
            }
        }
        return written.get();
    }

    /** Empty if nothing is to be written, or if another command was faster. */
    private <R> Optional<R> written(
            Decision<R> decision, Order order, String attemptId, Call call) {
        return switch (decision) {
            case Answer<R> _ -> Optional.empty();
            case Write<R>(Change change, Function<Reservation, R> result) ->
                    write(order, change, attemptId, call).map(result);
        };
    }

    /** Writes the next step of a reservation; empty if that step already exists. */
    Optional<Reservation> write(Order order, Change change, String attemptId, Call call) {
        Channel channel = order.reservation().orElseThrow().channel();
        return write(order, change, channel, attemptId, call);
    }

    /** Writes the next step; empty if that step already exists. */
    private Optional<Reservation> write(
            Order order, Change change, Channel channel, String attemptId, Call call) {
        List<AllowanceChange> allowances = HeldAllowances.changedBy(order.steps(), change);
        Delta delta = delta(order, change, channel, allowances, attemptId, call);
        AppendAnswer answer =
                givesBack(change) ? tables.giveBack(delta, call) : tables.append(delta, call);
        return switch (answer) {
            case AppendAnswer.Written _ -> Optional.of(written(order, delta));
            case AppendAnswer.Exists _ -> Optional.empty();
        };
    }

    /**
     * Writes the next steps of several reservations, each of which gives units back, in one
     * transaction.
     *
     * @return the reservations; empty if none of the steps is certainly written
     */
    Optional<List<Reservation>> writeTogether(
            List<Order> reserved, List<? extends Change> changes, Call call) {
        List<Delta> deltas = new ArrayList<>();
        for (int i = 0; i < reserved.size(); i++) {
            Order order = reserved.get(i);
            deltas.add(
                    delta(
                            order,
                            changes.get(i),
                            order.reservation().orElseThrow().channel(),
                            HeldAllowances.changedBy(order.steps(), changes.get(i)),
                            newAttempt(),
                            call));
        }
        if (!tables.giveBackTogether(deltas, call)) {
            return Optional.empty();
        }
        List<Reservation> written = new ArrayList<>();
        for (int i = 0; i < reserved.size(); i++) {
            written.add(written(reserved.get(i), deltas.get(i)));
        }
        return Optional.of(written);
    }

    /** The outcome of a claim. */
    sealed interface Claim {
        record Claimed(Reservation reservation) implements Claim {}

        /** Another attempt wrote the step: nothing is claimed. */
        record Lost() implements Claim {}

        /** The customer holds too much: nothing is claimed, and this claim cannot land later. */
        record LimitReached(List<LimitExcess> excesses) implements Claim {}
    }

    /**
     * Writes the next step, which claims takes, together with the allowances that it takes.
     *
     * @param allowances of a limit per customer; without any, it is a plain write of the row
     */
    Claim claim(
            Order order,
            Change change,
            Channel channel,
            List<AllowanceChange> allowances,
            String attemptId,
            Call call) {
        Delta delta = delta(order, change, channel, allowances, attemptId, call);
        if (allowances.isEmpty()) {
            return tables.append(delta, call) instanceof AppendAnswer.Written
                    ? new Claim.Claimed(written(order, delta))
                    : new Claim.Lost();
        }
        Delta fence =
                delta(order, new Change.Abandoned(), channel, List.of(), attemptId + FENCE, call);
        return switch (tables.claim(delta, fence, call)) {
            case ClaimAnswer.Claimed _ -> new Claim.Claimed(written(order, delta));
            case ClaimAnswer.Exists _ -> new Claim.Lost();
            case ClaimAnswer.LimitReached(List<Allowance> full) ->
                    new Claim.LimitReached(OrderLimits.excesses(allowances, full));
        };
    }

    private Delta delta(
            Order order,
            Change change,
            Channel channel,
            List<AllowanceChange> allowances,
            String attemptId,
            Call call) {
        return new Delta(
                Cause.of(order.id()),
                Delta.stepKey(order.nextStep()),
                change,
                Optional.of(channel),
                new Origin(now(), call.who(), call.traceId(), attemptId),
                allowances);
    }

    private Reservation written(Order order, Delta delta) {
        Order next = order.plus(delta);
        known.note(next, delta.origin().at());
        return next.reservation().orElseThrow();
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
            case Change.Transferred _ -> true;
            case Change.Reserved _,
                    Change.Confirmed _,
                    Change.Extended _,
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
