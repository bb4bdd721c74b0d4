package dev.netstock.malls.sync;

import dev.netstock.malls.port.MallCapabilities;
import dev.netstock.stock.Channel;

import java.time.Instant;

/** Plans items of one mall: shared by all that change their rows. Immutable. */
public final class ItemScheduler {
    private final MallSettings settings;
    private final Targets targets;
    private final Planner planner;

    public ItemScheduler(MallCapabilities mall, MallSettings settings, Targets targets) {
        this.settings = settings;
        this.targets = targets;
        this.planner = new Planner(mall, settings, targets);
    }

    Planner planner() {
        return planner;
    }

    Targets targets() {
        return targets;
    }

    public MallSettings settings() {
        return settings;
    }

    public Channel channel() {
        return settings.channel();
    }

    /**
     * The row after news from elsewhere, due when it has to be looked at next. A row that already
     * waits for a request keeps its place, so that a SKU that changes all the time gets its turn.
     */
    public ItemRow schedule(ItemRow row, MallRow mall, Instant now) {
        ItemRow planned = planner.schedule(row, mall, now);
        boolean waits = row.urgency() == planned.urgency() && row.due().isBefore(now);
        return waits && !planned.due().isAfter(now)
                ? planned.scheduled(row.urgency(), row.due())
                : planned;
    }

    /** The row after its turn. */
    ItemRow scheduleAgain(ItemRow row, MallRow mall, Instant now) {
        return planner.schedule(row, mall, now);
    }

    /** What the mall should have left to sell. */
    public long target(ItemRow row, MallRow mall, Instant now) {
        return planner.goal(row, mall, now).items();
    }

    /** Whether nothing is left to do for the row but to watch it. */
    public boolean isSettled(ItemRow row, MallRow mall, Instant now) {
        return row.progress().move().isEmpty()
                && row.progress().write().isEmpty()
                && row.estimate().isExact()
                && planner.next(row, mall, now) instanceof Step.Wait;
    }
}
