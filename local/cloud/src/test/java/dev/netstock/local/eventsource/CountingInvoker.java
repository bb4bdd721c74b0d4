package dev.netstock.local.eventsource;

import dev.netstock.local.lambda.FunctionInvoker;
import dev.netstock.local.lambda.Invocation;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts calls to Lambda and can redirect them to another function. */
final class CountingInvoker implements FunctionInvoker {
    private final FunctionInvoker lambda;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile Optional<String> other = Optional.empty();

    CountingInvoker(FunctionInvoker lambda) {
        this.lambda = lambda;
    }

    int count() {
        return calls.get();
    }

    void redirectTo(String function) {
        other = Optional.of(function);
    }

    @Override
    public Invocation invoke(String function, String event) {
        calls.incrementAndGet();
        return lambda.invoke(other.orElse(function), event);
    }
}
