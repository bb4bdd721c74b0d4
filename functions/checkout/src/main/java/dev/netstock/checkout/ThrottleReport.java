package dev.netstock.checkout;

import dev.netstock.messages.ShardNotifier;
import dev.netstock.platform.call.Call;

import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Tells of throttled items once a call is answered, and before it ends: afterwards Lambda freezes
 * the environment. Thread-safe.
 *
 * @param tally knows them
 * @param telling where to
 * @param clock the time of day
 */
record ThrottleReport(ThrottleTally tally, ShardNotifier telling, InstantSource clock)
        implements Consumer<Call> {
    @Override
    public void accept(Call call) {
        telling.heat(tally.due(clock.instant()), call);
    }
}
