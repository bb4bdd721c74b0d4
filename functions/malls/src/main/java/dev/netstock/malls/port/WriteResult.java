package dev.netstock.malls.port;

import java.time.Duration;
import java.util.OptionalLong;

/** The outcome of one write. All but {@link Done} and {@link InDoubt} certainly changed nothing. */
public sealed interface WriteResult {
    /**
     * Happened, or was accepted if the mall applies writes later.
     *
     * @param count the resulting count, if the mall echoes it
     */
    record Done(OptionalLong count) implements WriteResult {}

    /** The mall refuses this write for good: a person has to look at it. */
    record Rejected(String code, String message) implements WriteResult {}

    /** The result would be below 0 or above the mall's maximum. */
    record OutOfRange(String code) implements WriteResult {}

    /** The mall does not know the item. */
    record UnknownItem() implements WriteResult {}

    /**
     * Compare and set: the count is not what was expected.
     *
     * @param actual the count, if the mall says it
     */
    record Mismatch(OptionalLong actual) implements WriteResult {}

    /** Too many requests, or a conflict with another one: repeat after the delay. */
    record Throttled(Duration delay) implements WriteResult {}

    /** Maintenance or outage. */
    record Unavailable(String reason) implements WriteResult {}

    /** A timeout, a lost answer, an internal error: it may have happened, or may still happen. */
    record InDoubt(String reason) implements WriteResult {}
}
