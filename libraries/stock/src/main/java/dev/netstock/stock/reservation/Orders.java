package dev.netstock.stock.reservation;

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
import dev.netstock.stock.reservation.Decision.Take;
import dev.netstock.stock.reservation.Decision.Write;
import dev.netstock.stock.table.AppendAnswer;
import dev.netstock.stock.table.RetryingTables;

import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Orders in the table: reads one, and writes its next step if nobody else has. Thread-safe.
 *
 * @param tables the tables
 * @param clock the time of day
 * @param attempts makes an id for each attempt, never the same twice
 */
record Orders(RetryingTables tables, InstantSource clock, Supplier<String> attempts) {
    /**
     * An order ends after a few steps: who loses more races than this is in a storm, and had better
     * come back.
     */
    private static final int ROUNDS_MAX = 10;

    Order read(OrderId id, Call call) {
        return new Order(id, tables.deltas(Cause.of(id), call));
    }

    /** Reads, decides and writes, anew each time that somebody else was faster. */
    <R> R decide(OrderId id, Call call, Function<Order, Decision<R>> policy) {
        String attempt = attempts.get();
        return untilDecided(
                id,
                call,
                order ->
                        switch (policy.apply(order)) {
                            case Answer<R>(R result) -> Optional.of(result);
                            case Write<R>(Change change, Function<Reservation, R> result) ->
                                    write(order, change, attempt, call).map(result);
                            case Take<R> _ ->
                                    throw new IllegalStateException("This command takes no units");
                        });
    }

    /** Runs a round on the order as it stands, until one has a result. */
    <R> R untilDecided(OrderId id, Call call, Function<Order, Optional<R>> round) {
        for (int rounds = 1; rounds <= ROUNDS_MAX; rounds++) {
            Optional<R> result = round.apply(read(id, call));
            if (result.isPresent()) {
                return result.get();
            }
            tables.pauseAfter(rounds, call);
        }
        throw new RetryLaterException(
                "Others changed the order all the time", Duration.ofSeconds(1));
    }

    /** Writes the next step; empty if another one stands there. */
    Optional<Reservation> write(Order order, Change change, String attempt, Call call) {
        Channel channel = order.reservation().orElseThrow().channel();
        return write(order, change, channel, attempt, call);
    }

    /** Writes the next step; empty if another one stands there. */
    Optional<Reservation> write(
            Order order, Change change, Channel channel, String attempt, Call call) {
        var delta =
                new Delta(
                        Cause.of(order.id()),
                        Delta.stepKey(order.nextStep()),
                        change,
                        Optional.of(channel),
                        origin(attempt, call));
        AppendAnswer answer =
                givesBack(change) ? tables.giveBack(delta, call) : tables.append(delta, call);
        return switch (answer) {
            case AppendAnswer.Written _ -> order.plus(delta).reservation();
            case AppendAnswer.Exists _ -> Optional.empty();
        };
    }

    Origin origin(String attempt, Call call) {
        return new Origin(
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                call.who(),
                call.traceId(),
                attempt);
    }

    private static boolean givesBack(Change change) {
        return switch (change) {
            // Of an order that has left as a whole, nothing goes back.
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
