package dev.netstock.local.lambda;

/** What an execution environment lets the service know. */
sealed interface RuntimeSignal {
    /** The runtime asks for an event: it is initialized, and done with the one before. */
    record AsksForNext() implements RuntimeSignal {}

    record Answers(String payload) implements RuntimeSignal {}

    /** The handler threw, or answered more than is allowed. */
    record Fails(String payload) implements RuntimeSignal {}

    /** The handler could not be made, or a checkpoint hook threw: the JVM ends now. */
    record FailsToStart(String payload) implements RuntimeSignal {}

    /** The JVM is gone. */
    record Exits(int status) implements RuntimeSignal {}
}
