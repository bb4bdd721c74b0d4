package dev.netstock.local.lambda;

/**
 * What became of one synchronous invocation.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public sealed interface Invocation {
    /** The function ran: the answer is its own, or tells of its failure. */
    sealed interface Ran extends Invocation {
        /** What the function answered, or the error as JSON. */
        String payload();

        Report report();
    }

    record Answered(String payload, Report report) implements Ran {}

    /**
     * The function threw, crashed, did not start, or ran out of time.
     *
     * @param payload {@code {"errorMessage", "errorType", …}}
     */
    record Failed(String payload, Report report) implements Ran {}

    /**
     * What is known of a run besides its answer.
     *
     * @param functionArn as it was called, with the qualifier
     * @param executedVersion the version behind the qualifier
     * @param logTail the last 4 KB of what was logged for this event
     */
    record Report(String requestId, String functionArn, String executedVersion, String logTail) {}

    /** No execution environment was free and no more are allowed: 429 on the Invoke API. */
    record Throttled(Reason reason) implements Invocation {
        /** Names as in the {@code Reason} of TooManyRequestsException. */
        public enum Reason {
            ReservedFunctionConcurrentInvocationLimitExceeded,
            ConcurrentInvocationLimitExceeded
        }
    }

    /** There is no such function, or not with this qualifier: 404 on the Invoke API. */
    record NoSuchFunction(String arn) implements Invocation {}

    /** The event is larger than the 6 MB of a synchronous call: 413 on the Invoke API. */
    record EventTooLarge(int bytes) implements Invocation {}
}
