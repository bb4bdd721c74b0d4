package dev.netstock.local.lambda;

/** Invokes functions for the HTTP API and event source mappings. Thread-safe. */
@FunctionalInterface
public interface FunctionInvoker {
    /**
     * Invokes a function and waits for the result.
     *
     * @param function a name, {@code name:qualifier}, a partial ARN or an ARN with or without
     *     qualifier
     * @param event the event, JSON
     */
    Invocation invoke(String function, String event);
}
