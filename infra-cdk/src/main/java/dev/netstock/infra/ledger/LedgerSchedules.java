package dev.netstock.infra.ledger;

import dev.netstock.infra.events.ConsumerQueue;
import dev.netstock.infra.events.QueueSchedules;
import dev.netstock.infra.stage.LedgerSettings;

import software.amazon.awscdk.Duration;
import software.constructs.Construct;

/**
 * What happens by the clock: the sync looks for supply whose word was lost, and both sides are
 * compared.
 */
record LedgerSchedules(QueueSchedules schedules, LedgerSettings settings) {
    private static final int SYNC_TOLD_AGAIN_WITHIN_S = 60;

    LedgerSchedules(Construct scope, LedgerSettings settings) {
        this(new QueueSchedules(scope, "Schedules"), settings);
    }

    /** A wake that did not arrive is healed by the next. */
    void sync(ConsumerQueue queue) {
        schedules.tell("Sync", rate(settings.syncEvery()), queue, "{}", SYNC_TOLD_AGAIN_WITHIN_S);
    }

    /** Each day, at a time of its own. */
    void reconcile(ConsumerQueue queue) {
        var time = settings.reconcileAt().split(":", 2);
        var daily =
                "cron(%d %d * * ? *)"
                        .formatted(Integer.parseInt(time[1]), Integer.parseInt(time[0]));
        schedules.tell("Reconcile", daily, queue, "{\"start\":{}}", Duration.hours(1).toSeconds());
    }

    private static String rate(Duration every) {
        var minutes = every.toMinutes().intValue();
        return minutes == 1 ? "rate(1 minute)" : "rate(%d minutes)".formatted(minutes);
    }
}
