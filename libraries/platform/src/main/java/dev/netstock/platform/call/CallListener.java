package dev.netstock.platform.call;

/** Hears of requests that failed, for metrics. Called from any thread. */
@FunctionalInterface
public interface CallListener {
    void failed(Operation operation, CallFailure.Kind kind);
}
