package dev.netstock.ledger.migration;

import dev.netstock.platform.call.Pause;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Puts an answer to an address that was signed for it, and tries again where that fails.
 * Thread-safe.
 *
 * @param pause how to wait between two tries
 */
public record AnswerByPut(Pause pause) implements BiConsumer<URI, String> {
    private static final int TRIES_MAX = 5;
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int TIMEOUT_MS = 10_000;

    @Override
    public void accept(URI address, String answer) {
        for (int failures = 1; ; failures++) {
            try {
                put(address, answer.getBytes(StandardCharsets.UTF_8));
                return;
            } catch (IOException e) {
                if (failures == TRIES_MAX) {
                    throw new UncheckedIOException("CloudFormation could not be answered", e);
                }
                pause.pause(BETWEEN);
            }
        }
    }

    private static void put(URI address, byte[] answer) throws IOException {
        var connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setRequestMethod("PUT");
        // Signed without one, and this client would name a form.
        connection.setRequestProperty("Content-Type", "");
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(answer.length);
        try (var body = connection.getOutputStream()) {
            body.write(answer);
        }
        int status = connection.getResponseCode();
        connection.disconnect();
        if (status / 100 != 2) {
            throw new IOException("The answer was refused with the status " + status);
        }
    }
}
