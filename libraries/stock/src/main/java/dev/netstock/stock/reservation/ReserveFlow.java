package dev.netstock.stock.reservation;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.call.RetryLaterException;
import dev.netstock.stock.ItemKey;
import dev.netstock.stock.Sku;
import dev.netstock.stock.delta.Change;
import dev.netstock.stock.delta.DeltaLine;
import dev.netstock.stock.limit.AllowanceChange;
import dev.netstock.stock.reservation.Contents.LineKey;
import dev.netstock.stock.reservation.OrderLimits.Terms;
import dev.netstock.stock.reservation.Orders.Claim;
import dev.netstock.stock.reservation.ReserveResult.InsufficientStock;
import dev.netstock.stock.reservation.ReserveResult.Reserved;
import dev.netstock.stock.reservation.ReserveResult.UnknownSkus;
import dev.netstock.stock.table.ClosedShardForwarding;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;

/**
 * Reserves all lines of an order, or none: takes units, and claims them. The claim finds out
 * whether the order exists already; then the takes are undone, and the order's rows are the answer.
 * Nothing is refused before these rows were read. Thread-safe.
 *
 * <p>A reservation of one line that names its location costs two requests: two writes. If a limit
 * per customer applies, the second one is a transaction, which also takes the allowance.
 */
public final class ReserveFlow {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final Orders orders;
    private final Taker taker;
    private final BiFunction<ReserveCommand, Call, OrderRules> rules;
    private final OrderLimits limits;
    private final RepeatWatch repeats;
    private final Parallel parallel;

    /**
     * @param orders reads and writes orders
     * @param taker takes the lines of an order
     * @param rules what the settings of channels and locations say about an order
     * @param limits the purchase limits that apply
     * @param repeats counts repeated orders
     * @param parallel reads an order while its takes are undone
     */
    ReserveFlow(
            Orders orders,
            Taker taker,
            BiFunction<ReserveCommand, Call, OrderRules> rules,
            OrderLimits limits,
            RepeatWatch repeats,
            Parallel parallel) {
        this.orders = orders;
        this.taker = taker;
        this.rules = rules;
        this.limits = limits;
        this.repeats = repeats;
        this.parallel = parallel;
    }

    /**
     * Reserves an order. Repeating the same command returns the same answer.
     *
     * @throws RetryLaterException if the tables did not answer within the call's deadline;
     *     repeating the command returns its true outcome
     */
    public ReserveResult reserve(ReserveCommand command, Call call) {
        return orders.known(command.orderId()).isPresent()
                ? reserveAgain(command, call)
                : reserve(command, Look.later(orders, command.orderId()), call);
    }

    /**
     * Reserves an order that may have been sent before. The answer is that of {@link #reserve}; if
     * there is one already, it costs a read instead of an undo.
     *
     * @throws RetryLaterException as {@link #reserve}
     */
    public ReserveResult reserveAgain(ReserveCommand command, Call call) {
        return reserve(command, orders.look(command.orderId(), call), call);
    }

    private ReserveResult reserve(ReserveCommand command, Look first, Call call) {
        String contents = Contents.of(command);
        SortedMap<LineKey, Long> lines = Contents.unitsByLine(command.lines());
        Look look = first;
        for (int round = 1; ; round++) {
            Optional<ReserveResult> answer =
                    ReservePolicy.answer(look.assumed().reservation(), contents);
            if (answer.isPresent()) {
                return answer.get();
            }
            var attempt = Attempt.of(look, orders.newAttempt());
            OrderRules order = rules.apply(command, call);
            if (order.refusal().isPresent()) {
                if (attempt.isSuperseded(call)) {
                    continue;
                }
                return order.refusal().get();
            }
            switch (limits.read(command, lines, order.limit(), orders.now(), call)) {
                case Terms.Refused(ReserveResult refusal) -> {
                    if (attempt.isSuperseded(call)) {
                        continue;
                    }
                    return refusal;
                }
                case Terms.HeldBySameOrder _ -> {
                    look = lookAfterPause(attempt, round, call);
                    continue;
                }
                case Terms.Allowed _ -> {
                    // What it takes is known only after the takes, which may show a newer limit.
                }
            }
            switch (taker.take(lines, Seller.of(command), attempt, call)) {
                case LineTaker.Result.Refused(List<Shortage> shortages) -> {
                    return new InsufficientStock(shortages);
                }
                case LineTaker.Result.Unknown(List<Sku> skus) -> {
                    return new UnknownSkus(skus);
                }
                case LineTaker.Result.Taken(List<DeltaLine> takes) -> {
                    switch (claim(command, order, lines, takes, attempt, call)) {
                        case Outcome.Answer(ReserveResult result) -> {
                            return result;
                        }
                        case Outcome.Lost _ -> look = afterLostClaim(takes, attempt, round, call);
                        case Outcome.Refused(ReserveResult refusal) -> {
                            taker.undo(takes, attempt, call);
                            if (!attempt.isSuperseded(call)) {
                                return refusal;
                            }
                        }
                    }
                }
                case LineTaker.Result.HeldByRival _ ->
                        // The row of the other attempt will hold the answer.
                        look = lookAfterPause(attempt, round, call);
                case LineTaker.Result.Superseded _ -> {
                    // The look has found rows: they hold the answer, or the next step.
                }
            }
        }
    }

    /** The outcome of claiming the takes. */
    private sealed interface Outcome {
        record Answer(ReserveResult result) implements Outcome {}

        /** Another attempt wrote the row. */
        record Lost() implements Outcome {}

        /** The takes must be undone; the order is refused, unless it has rows. */
        record Refused(ReserveResult refusal) implements Outcome {}
    }

    private Outcome claim(
            ReserveCommand command,
            OrderRules order,
            SortedMap<LineKey, Long> lines,
            List<DeltaLine> takes,
            Attempt attempt,
            Call call) {
        return switch (limits.terms(command, lines, order.limit(), orders.now())) {
            case Terms.Allowed(List<AllowanceChange> allowances) -> {
                if (!allowances.isEmpty() && !fits(takes, allowances)) {
                    taker.undo(takes, attempt, call);
                    throw new RetryLaterException(
                            "The order takes from too many items", RETRY_AFTER);
                }
                yield claim(command, order.hold(), lines, takes, allowances, attempt, call);
            }
            case Terms.Refused(ReserveResult refusal) -> new Outcome.Refused(refusal);
            case Terms.HeldBySameOrder _ ->
                    throw new IllegalStateException("Only a reading knows who holds units");
        };
    }

    private static boolean fits(List<DeltaLine> takes, List<AllowanceChange> allowances) {
        return ClosedShardForwarding.fits(
                takes.stream().map(DeltaLine::item).toList(), allowances.size());
    }

    private Outcome claim(
            ReserveCommand command,
            Duration hold,
            SortedMap<LineKey, Long> lines,
            List<DeltaLine> takes,
            List<AllowanceChange> allowances,
            Attempt attempt,
            Call call) {
        var change =
                new Change.Reserved(
                        takes,
                        orders.now().plus(hold),
                        Contents.of(command),
                        anywhere(command, lines, takes));
        Order order = attempt.look().assumed();
        return switch (orders.claim(
                order, change, command.channel(), allowances, attempt.id(), call)) {
            case Claim.Claimed(Reservation reservation) -> {
                repeats.noteNew();
                yield new Outcome.Answer(new Reserved(reservation));
            }
            case Claim.Lost _ -> new Outcome.Lost();
            case Claim.LimitReached(List<LimitExcess> excesses) ->
                    new Outcome.Refused(new ReserveResult.LimitExceeded(excesses));
        };
    }

    /** Another attempt wrote the row: if it was there before, this order is a repeat. */
    private Look afterLostClaim(List<DeltaLine> takes, Attempt attempt, int round, Call call) {
        if (!attempt.isBlind()) {
            taker.undo(takes, attempt, call);
            return lookAfterPause(attempt, round, call);
        }
        repeats.noteRepeat();
        parallel.both(() -> taker.undo(takes, attempt, call), () -> attempt.look().order(call));
        return attempt.look();
    }

    private Look lookAfterPause(Attempt attempt, int round, Call call) {
        orders.pauseAfter(round, call);
        return orders.look(attempt.order(), call);
    }

    /**
     * The taken units, item by item, that belong to the line that names no location. An order of a
     * group stays where its units were.
     */
    private static Map<ItemKey, Long> anywhere(
            ReserveCommand command, SortedMap<LineKey, Long> lines, List<DeltaLine> takes) {
        if (command.group().isPresent()) {
            return Map.of();
        }
        Map<LineKey, Long> named = new HashMap<>(lines);
        Map<ItemKey, Long> anywhere = new HashMap<>();
        for (DeltaLine take : takes) {
            ItemKey item = take.item();
            var line = new LineKey(item.sku(), Optional.of(item.location()));
            long bound = Math.min(-take.units(), named.getOrDefault(line, 0L));
            named.merge(line, -bound, Long::sum);
            if (bound < -take.units()) {
                anywhere.put(item, -take.units() - bound);
            }
        }
        return anywhere;
    }
}
