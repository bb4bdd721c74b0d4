package dev.netstock.stock.place;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;
import dev.netstock.platform.call.RetryLaterException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Locations and channels, cached by an execution environment. Every ten seconds it asks whether
 * they have changed, and reads all only if they have. If that fails, it serves the last known ones
 * for ten minutes, and asks again every second. Thread-safe.
 */
public final class PlaceCache implements PlaceSource {
    /** How old locations and channels may be. */
    public static final Duration AGE_MAX = Duration.ofSeconds(10);

    /** How old they may be while they cannot be read. */
    public static final Duration AGE_MAX_IN_FAILURE = Duration.ofMinutes(10);

    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(PlaceCache.class);

    private final PlaceTable table;
    private final InstantSource clock;
    private final AtomicReference<Known> known = new AtomicReference<>(Known.NOTHING);

    /**
     * @param checkedAt the beginning of the last reading that succeeded
     * @param askedAt the beginning of the last reading
     */
    private record Known(Optional<PlaceTable.Reading> reading, Instant checkedAt, Instant askedAt) {
        static final Known NOTHING = new Known(Optional.empty(), Instant.EPOCH, Instant.EPOCH);

        Optional<Places> youngerThan(Duration age, Instant now) {
            return reading.filter(_ -> isWithin(age, checkedAt, now))
                    .map(PlaceTable.Reading::places);
        }

        boolean hasFailedWithin(Duration age, Instant now) {
            return !askedAt.equals(checkedAt) && isWithin(age, askedAt, now);
        }

        private static boolean isWithin(Duration age, Instant then, Instant now) {
            return !now.isBefore(then) && now.isBefore(then.plus(age));
        }
    }

    /**
     * @param table where they are stored
     * @param clock the time of day: a monotonic clock may stand still while an environment is a
     *     snapshot
     */
    public PlaceCache(PlaceTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Places current(Call call) {
        Known before = known.get();
        Instant now = clock.instant();
        return before.youngerThan(AGE_MAX, now).orElseGet(() -> refreshed(before, now, call));
    }

    /** An order waits no longer for what it can do without. */
    private static Call brief(Call call) {
        Deadline deadline = call.deadline();
        long end = Math.min(deadline.atNanos(), deadline.now() + PATIENCE.toNanos());
        return new Call(call.who(), call.traceId(), new Deadline(end, deadline.nanoClock()));
    }

    private Places refreshed(Known before, Instant now, Call call) {
        Optional<Places> fallback = before.youngerThan(AGE_MAX_IN_FAILURE, now);
        if (fallback.isPresent() && before.hasFailedWithin(RETRY_AFTER, now)) {
            return fallback.get();
        }
        try {
            PlaceTable.Reading reading =
                    table.read(before.reading(), fallback.isPresent() ? brief(call) : call);
            known.set(new Known(Optional.of(reading), now, now));
            return reading.places();
        } catch (RetryLaterException e) {
            known.set(new Known(before.reading(), before.checkedAt(), now));
            LOG.warn("Locations and channels could not be read", e);
            return fallback.orElseThrow(() -> e);
        }
    }
}
