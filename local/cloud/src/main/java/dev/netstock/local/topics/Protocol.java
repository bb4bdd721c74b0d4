package dev.netstock.local.topics;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of endpoints that messages are delivered to on this machine. */
enum Protocol {
    SQS("sqs"),
    FIREHOSE("firehose");

    private final String name;

    Protocol(String name) {
        this.name = name;
    }

    static Optional<Protocol> of(String name) {
        return Arrays.stream(values()).filter(it -> it.name.equals(name)).findFirst();
    }

    /** As the API writes it. */
    @Override
    public String toString() {
        return name;
    }
}
