package dev.netstock.platform.stream;

import dev.netstock.platform.call.RetryLaterException;

import software.amazon.awssdk.core.exception.SdkException;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Handles a batch, and where a record of it can never be handled, all others without it: the batch
 * is halved within the call until that record stands alone. For n records it takes one call more
 * for each of about 2·log₂(n) halves; Lambda's own bisecting would take an invocation, and a pause,
 * for each.
 */
public final class PoisonIsolation {
    private PoisonIsolation() {}

    /**
     * Handles all records but those that are refused.
     *
     * @param records in the order of the stream
     * @param handle handles some, all or none of them; it is safe to repeat
     * @param refuse is told each record that fails by itself, and why
     * @return what {@code handle} answered, in the order of the records
     * @throws RuntimeException if {@code handle} fails for a reason that lies in no record: a
     *     service or database that does not answer, a permission that is missing
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
