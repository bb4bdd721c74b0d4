package dev.netstock.local.lambda;

/** A signal from an execution environment to the service. */
sealed interface RuntimeSignal {
    /** The runtime polls for an event: it is initialized and has finished the previous event. */
    record AsksForNext() implements RuntimeSignal {}

    record Answers(String payload) implements RuntimeSignal {}

    /** The handler threw an exception, or its response is too large. */
    record Fails(String payload) implements RuntimeSignal {}

    /** The handler could not be created, or a checkpoint hook threw an exception. The JVM exits. */
    record FailsToStart(String payload) implements RuntimeSignal {}

    /** The JVM has exited. */
    record Exits(int status) implements RuntimeSignal {}
}
