package dev.netstock.malls.adapter.http;

import dev.netstock.malls.adapter.http.MallAnswer.Answered;
import dev.netstock.malls.adapter.http.MallAnswer.Lost;
import dev.netstock.malls.adapter.http.MallAnswer.NotSent;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import javax.net.ssl.SSLHandshakeException;

/**
 * Sends a request to a mall exactly once, and returns its outcome. It never repeats a request and
 * follows no redirects: whether a write may be repeated is the decision of the sync.
 *
 * <p>The JDK's client repeats only GET and HEAD when a kept connection turns out to be closed; a
 * POST then fails, and counts as {@link Lost}. So connections are kept for a few seconds only,
 * which is less than the malls' servers and balancers keep them.
 *
 * <p>Thread-safe.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/25/docs/api/java.net.http/module-summary.html">Module
 *     java.net.http</a>, {@code jdk.httpclient.enableAllMethodRetry} and {@code
 *     jdk.httpclient.keepalive.timeout}
 */
public final class MallHttp {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final int KEEP_ALIVE_SECONDS = 4;

    /** A page of 2,000 orders is about 5 MB. */
    private static final long BODY_BYTES_MAX = 32L << 20;

    static {
        System.setProperty(
                "jdk.httpclient.keepalive.timeout", Integer.toString(KEEP_ALIVE_SECONDS));
    }

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();

    private final Duration answerTimeout;

    /**
     * Creates a client.
     *
     * @param answerTimeout how long a request may take, from the connection to the last byte of the
     *     answer
     */
    public MallHttp(Duration answerTimeout) {
        this.answerTimeout = answerTimeout;
    }

    /** Sends a request, once. */
    public MallAnswer send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BODY_BYTES_MAX));
        try {
            HttpResponse<byte[]> response =
                    answer.get(answerTimeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Answered(
                    response.statusCode(), firstValues(response.headers()), response.body());
        } catch (TimeoutException _) {
            answer.cancel(true);
            return new Lost("No answer within " + answerTimeout.toMillis() + " ms");
        } catch (InterruptedException _) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return new Lost("Interrupted while waiting for the answer");
        } catch (ExecutionException e) {
            return failure(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Messages of exceptions are left out: they may repeat the address with its parameters. */
    private static MallAnswer failure(Throwable cause) {
        String reason = cause.getClass().getSimpleName();
        return isBeforeSending(cause) ? new NotSent(reason) : new Lost(reason);
    }

    private static boolean isBeforeSending(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException
                || cause instanceof SSLHandshakeException;
    }

    private static Map<String, String> firstValues(HttpHeaders headers) {
        return headers.map().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                header -> header.getKey().toLowerCase(Locale.ROOT),
                                header -> header.getValue().getFirst(),
                                (first, _) -> first));
    }
}
