package dev.netstock.checkout;

import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.call.Call;

import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Reports throttled items after a call and before the invocation ends, because Lambda freezes the
 * environment afterwards. Thread-safe.
 *
 * @param tally counts throttled items
 * @param notifier sends the report
 * @param clock the current time
 */
record ThrottleReport(ThrottleTally tally, ShardNotifier notifier, InstantSource clock)
        implements Consumer<Call> {
    @Override
    public void accept(Call call) {
        notifier.heat(tally.due(clock.instant()), call);
    }
}
