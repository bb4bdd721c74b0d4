package dev.netstock.local.topics;

import java.util.Arrays;
import java.util.Optional;

/** The supported delivery protocols. */
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

    /** Its name in the API. */
    @Override
    public String toString() {
        return name;
    }
}
