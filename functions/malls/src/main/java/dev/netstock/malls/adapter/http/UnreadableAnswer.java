package dev.netstock.malls.adapter.http;

import dev.netstock.malls.port.MallUnavailable;

import java.util.function.Supplier;

/**
 * A mall's answer that is not of the described shape. The message names the member, never its
 * value.
 */
public final class UnreadableAnswer extends RuntimeException {
    public UnreadableAnswer(String message) {
        super(message);
    }

    /**
     * Reads from a mall. An answer that cannot be read counts as an outage: during maintenance,
     * malls answer with pages for people.
     *
     * @throws MallUnavailable instead of {@link UnreadableAnswer}
     */
    public static <T> T asUnavailable(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnreadableAnswer e) {
            throw new MallUnavailable("Unreadable answer: " + e.getMessage());
        }
    }
}
