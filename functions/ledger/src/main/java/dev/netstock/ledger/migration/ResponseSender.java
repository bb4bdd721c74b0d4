package dev.netstock.ledger.migration;

import dev.netstock.platform.call.Pause;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Sends a response to the presigned URL of a request, with retries. Thread-safe.
 *
 * @param pause how to wait between two attempts
 */
public record ResponseSender(Pause pause) {
    private static final int ATTEMPTS_MAX = 5;
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int TIMEOUT_MS = 10_000;

    void send(URI url, String response) {
        for (int failures = 1; ; failures++) {
            try {
                put(url, response.getBytes(StandardCharsets.UTF_8));
                return;
            } catch (IOException e) {
                if (failures == ATTEMPTS_MAX) {
                    throw new UncheckedIOException(
                            "The response could not be sent to CloudFormation", e);
                }
                pause.pause(BETWEEN);
            }
        }
    }

    private static void put(URI url, byte[] response) throws IOException {
        var connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setRequestMethod("PUT");
        // The URL is signed without a content type; this client would set that of a form.
        connection.setRequestProperty("Content-Type", "");
        connection.setConnectTimeout(TIMEOUT_MS);
        connection.setReadTimeout(TIMEOUT_MS);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(response.length);
        try (var body = connection.getOutputStream()) {
            body.write(response);
        }
        int status = connection.getResponseCode();
        connection.disconnect();
        if (status / 100 != 2) {
            throw new IOException("CloudFormation refused the response with status " + status);
        }
    }
}
