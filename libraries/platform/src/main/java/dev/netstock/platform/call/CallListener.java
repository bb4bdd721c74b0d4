package dev.netstock.platform.call;

/** Receives failed requests, for metrics. Called from any thread. */
@FunctionalInterface
public interface CallListener {
    void failed(Operation operation, CallFailure.Kind kind);
}
