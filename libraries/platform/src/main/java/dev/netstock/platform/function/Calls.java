package dev.netstock.platform.function;

import com.amazonaws.services.lambda.runtime.Context;

import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Deadline;

import java.time.Duration;

/** Makes the {@link Call} of an invocation. */
public final class Calls {
    /** What is left for writing the answer, and the log, before Lambda ends the function. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private Calls() {}

    /** A call of the function by itself: a stream or an operator invoked it, no caller is known. */
    public static Call ofFunction(Context context) {
        return new Call(
                context.getFunctionName(),
                TraceId.of(context, ""),
                Deadline.after(lifetime(context)));
    }

    /**
     * A call that somebody waits for.
     *
     * @param who the caller's identity
     * @param traceHeader the caller's {@code X-Amzn-Trace-Id}, or empty
     * @param patience how long the caller waits, at most
     */
    public static Call ofCaller(
            String who, String traceHeader, Duration patience, Context context) {
        Duration lifetime = lifetime(context);
        Duration budget = patience.compareTo(lifetime) < 0 ? patience : lifetime;
        return new Call(who, TraceId.of(context, traceHeader), Deadline.after(budget));
    }

    private static Duration lifetime(Context context) {
        return Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
    }
}
