package dev.netstock.platform.stream;

import dev.netstock.platform.call.RetryLaterException;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Handles a batch. If a record can never be handled, the batch is split in halves within the call
 * until that record is isolated, and all others are handled without it. One bad record among n
 * costs about 2·log₂(n) additional calls; bisecting by Lambda would cost an invocation and a pause
 * for each.
 */
public final class PoisonIsolation {
    private PoisonIsolation() {}

    /**
     * Handles all records except those that are rejected.
     *
     * @param records in the order of the stream
     * @param handle handles a part of the records; must be safe to retry
     * @param refuse receives each record that fails on its own, and the reason
     * @return the results of {@code handle}, in the order of the records
     * @throws RuntimeException if {@code handle} fails for a reason outside the records: an
     *     unreachable service or database, a missing permission
     */
    public static <T, R> List<R> handle(
            List<T> records, Function<List<T>, R> handle, BiConsumer<T, Throwable> refuse) {
        List<R> results = new ArrayList<>();
        handle(records, handle, refuse, results);
        return results;
    }

    private static <T, R> void handle(
            List<T> records,
            Function<List<T>, R> handle,
            BiConsumer<T, Throwable> refuse,
            List<R> results) {
        if (records.isEmpty()) {
            return;
        }
        try {
            results.add(handle.apply(records));
        } catch (RetryLaterException | SdkException | UncheckedIOException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            if (records.size() == 1) {
                refuse.accept(records.getFirst(), e);
                return;
            }
            int middle = records.size() / 2;
            handle(records.subList(0, middle), handle, refuse, results);
            handle(records.subList(middle, records.size()), handle, refuse, results);
        }
    }
}
