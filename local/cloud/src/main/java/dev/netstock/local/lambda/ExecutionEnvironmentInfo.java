package dev.netstock.local.lambda;

/**
 * A running execution environment, for operators and tests.
 *
 * @param pid the process id of its JVM
 */
public record ExecutionEnvironmentInfo(String function, String id, long pid, State state) {
    /** Its state. */
    public enum State {
        STARTING,
        BUSY,
        IDLE
    }
}
