package dev.netstock.platform.function;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;

import java.time.Duration;

/** Creates the {@link Call} of an invocation. */
public final class Calls {
    /** Time reserved for writing the response and the log before Lambda stops the function. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private Calls() {}

    /** A call without a caller: an event source or an operator invoked the function. */
    public static Call ofFunction(Context context) {
        return new Call(
                context.getFunctionName(),
                TraceId.of(context, ""),
                Deadline.after(lifetime(context)));
    }

    /**
     * A call for a caller that waits for the response.
     *
     * @param who the caller's identity
     * @param traceHeader the caller's {@code X-Amzn-Trace-Id}, or empty
     * @param timeout how long the caller waits at most
     */
    public static Call ofCaller(String who, String traceHeader, Duration timeout, Context context) {
        Duration lifetime = lifetime(context);
        Duration budget = timeout.compareTo(lifetime) < 0 ? timeout : lifetime;
        return new Call(who, TraceId.of(context, traceHeader), Deadline.after(budget));
    }

    private static Duration lifetime(Context context) {
        return Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
    }
}
