package dev.netstock.local.lambda;

/**
 * The result of a synchronous invocation.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public sealed interface Invocation {
    /** The function ran: the payload is its response or its error. */
    sealed interface Ran extends Invocation {
        /** The function's response, or the error as JSON. */
        String payload();

        Report report();
    }

    record Answered(String payload, Report report) implements Ran {}

    /**
     * The function threw an exception, crashed, did not start or timed out.
     *
     * @param payload {@code {"errorMessage", "errorType", …}}
     */
    record Failed(String payload, Report report) implements Ran {}

    /**
     * Metadata of a run.
     *
     * @param functionArn as used by the caller, with the qualifier
     * @param executedVersion the version behind the qualifier
     * @param logTail the last 4 KB of this event's log
     */
    record Report(String requestId, String functionArn, String executedVersion, String logTail) {}

    /** No execution environment was free and no more are allowed: 429 on the Invoke API. */
    record Throttled(Reason reason) implements Invocation {
        /** Names of the {@code Reason} of TooManyRequestsException. */
        public enum Reason {
            ReservedFunctionConcurrentInvocationLimitExceeded,
            ConcurrentInvocationLimitExceeded
        }
    }

    /** The function or the qualifier does not exist: 404 on the Invoke API. */
    record NoSuchFunction(String arn) implements Invocation {}

    /** The event is larger than the 6 MB of a synchronous call: 413 on the Invoke API. */
    record EventTooLarge(int bytes) implements Invocation {}
}
