package dev.netstock.local.lambda;

/** Calls functions: what the HTTP API and event source mappings need of Lambda. Thread-safe. */
@FunctionalInterface
public interface FunctionInvoker {
    /**
     * Calls a function and waits for its outcome.
     *
     * @param function a name, {@code name:qualifier}, a partial ARN or an ARN with or without
     *     qualifier
     * @param event the event, JSON
     */
    Invocation invoke(String function, String event);
}
