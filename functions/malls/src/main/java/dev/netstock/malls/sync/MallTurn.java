package dev.netstock.malls.sync;

import dev.netstock.malls.port.MallException;
import dev.netstock.malls.port.MallItem;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A round of a worker that holds the mall's lease: what it may still send, and what it learned. For
 * one thread.
 */
public final class MallTurn {
    /** A request is answered or given up within this time. */
    static final Duration REQUEST = Duration.ofSeconds(10);

    private final InstantSource clock;
    private MallRow row;
    private final Set<MallItem> keptEstimates = new HashSet<>();
    private Instant mappedUpTo = Instant.EPOCH;
    private boolean cancelling;

    MallTurn(MallRow row, InstantSource clock) {
        this.row = row;
        this.clock = clock;
    }

    public MallRow row() {
        return row;
    }

    public Instant now() {
        return clock.instant();
    }

    public void change(UnaryOperator<MallRow> change) {
        row = change.apply(row);
    }

    /** The mall could not be reached: no request before this delay is over. */
    void interrupted(Duration delay, MallException cause) {
        Instant now = now();
        change(
                row ->
                        row.interrupted(now.plus(delay))
                                .withProblem(String.valueOf(cause.getMessage()), now));
    }

    /** Orders of these items are not taken yet: no reading makes their estimates exact. */
    public void keepEstimates(Collection<MallItem> items) {
        keptEstimates.addAll(items);
    }

    /**
     * All orders of items that were mapped before this time are taken, as far as they are known.
     */
    public void mappedUpTo(Instant time) {
        mappedUpTo = time;
    }

    /** All that happened to orders before this time is taken. */
    Instant knownUpTo() {
        Instant known = row.cursor().knownUpTo();
        return mappedUpTo.isBefore(known) ? mappedUpTo : known;
    }

    boolean keepsEstimate(MallItem item) {
        return keptEstimates.contains(item);
    }

    /** A cancellation may be known whose units are not back yet. */
    public void cancelling() {
        cancelling = true;
    }

    /** Whether all cancellations until this time are taken. */
    public boolean hasCancelled(Instant until) {
        return !cancelling && row.cursor().changesUpTo().isAfter(until.plus(ItemRow.CLOCK_SKEW));
    }

    /** Whether one more request of this kind may be sent; it then counts as sent. */
    public boolean take(Budget.Kind kind) {
        boolean taken = row.budget().of(kind).hasOne() && leaseLasts();
        if (taken) {
            row = row.withBudget(row.budget().take(kind));
        }
        return taken;
    }

    /** Nothing is sent that might be answered when another worker holds the lease. */
    boolean leaseLasts() {
        return clock.instant().plus(REQUEST).isBefore(row.lease().until());
    }
}
