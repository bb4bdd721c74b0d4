package dev.netstock.malls.adapter.http;

import dev.netstock.malls.port.MallException;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Sends writes in their order, in batches in which no item occurs twice: the malls refuse a request
 * that names an item twice. A write that the mall would refuse is refused here, because it could
 * spoil its batch. An answer that cannot be read leaves its batch in doubt. Once a batch is in
 * doubt, throttled or not possible, the writes after it are not sent.
 *
 * @param sizeMax the most writes in a batch
 * @param identity what the mall regards as the same item
 * @param refusal why a write is not sent; empty if it is
 */
public record WriteBatches(
        int sizeMax,
        Function<StockWrite, ?> identity,
        Function<StockWrite, Optional<WriteResult>> refusal) {
    private static final WriteResult NOT_SENT =
            new WriteResult.Unavailable("Not sent, since an earlier batch of the call failed");

    /** The result of a write that is not sent. */
    public static Optional<WriteResult> refused(String code, String message) {
        return Optional.of(new WriteResult.Rejected(code, message));
    }

    /**
     * Sends all writes.
     *
     * @param request sends one batch, and returns one result for each of its writes
     * @return one result for each write, in their order
     * @throws MallException if the first batch throws it; a failure of a later batch is a result of
     *     its writes
     */
    public List<WriteResult> send(
            List<StockWrite> writes, Function<List<StockWrite>, List<WriteResult>> request) {
        List<Optional<WriteResult>> refused = writes.stream().map(refusal).toList();
        List<StockWrite> accepted = new ArrayList<>();
        for (int index = 0; index < writes.size(); index++) {
            if (refused.get(index).isEmpty()) {
                accepted.add(writes.get(index));
            }
        }
        List<WriteResult> results = sendAccepted(accepted, request);
        return refused.stream().map(it -> it.orElseGet(results::removeFirst)).toList();
    }

    private List<WriteResult> sendAccepted(
            List<StockWrite> writes, Function<List<StockWrite>, List<WriteResult>> request) {
        List<WriteResult> results = new ArrayList<>(writes.size());
        for (List<StockWrite> batch : split(writes)) {
            if (results.stream().anyMatch(WriteBatches::stops)) {
                results.addAll(Collections.nCopies(batch.size(), NOT_SENT));
            } else {
                results.addAll(sendOne(batch, request, results.isEmpty()));
            }
        }
        return results;
    }

    private static List<WriteResult> sendOne(
            List<StockWrite> batch,
            Function<List<StockWrite>, List<WriteResult>> request,
            boolean isFirst) {
        try {
            return request.apply(batch);
        } catch (MallException e) {
            if (isFirst) {
                throw e;
            }
            return Collections.nCopies(batch.size(), NOT_SENT);
        } catch (UnreadableAnswer e) {
            return Collections.nCopies(
                    batch.size(), new WriteResult.InDoubt("Unreadable answer: " + e.getMessage()));
        }
    }

    private static boolean stops(WriteResult result) {
        return switch (result) {
            case WriteResult.InDoubt _, WriteResult.Throttled _, WriteResult.Unavailable _ -> true;
            case WriteResult.Done _,
                    WriteResult.Rejected _,
                    WriteResult.OutOfRange _,
                    WriteResult.UnknownItem _,
                    WriteResult.Mismatch _ ->
                    false;
        };
    }

    private List<List<StockWrite>> split(List<StockWrite> writes) {
        List<List<StockWrite>> batches = new ArrayList<>();
        List<StockWrite> batch = new ArrayList<>();
        Set<Object> items = new HashSet<>();
        for (StockWrite write : writes) {
            boolean fits = batch.size() < sizeMax && !items.contains(identity.apply(write));
            if (!fits) {
                batches.add(List.copyOf(batch));
                batch.clear();
                items.clear();
            }
            batch.add(write);
            items.add(identity.apply(write));
        }
        if (!batch.isEmpty()) {
            batches.add(List.copyOf(batch));
        }
        return batches;
    }
}
