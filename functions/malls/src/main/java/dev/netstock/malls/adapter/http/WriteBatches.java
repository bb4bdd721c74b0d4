package dev.netstock.malls.adapter.http;

import dev.netstock.malls.port.MallException;
import dev.netstock.malls.port.StockWrite;
import dev.netstock.malls.port.WriteResult;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Sends writes in their order, in batches of one kind in which no item occurs twice: the malls
 * refuse a request that names an item twice. An answer that cannot be read leaves its batch in
 * doubt. Once a batch is in doubt, throttled or not possible, the writes after it are not sent.
 *
 * @param sizeMax the most writes in a batch
 * @param identity what the mall regards as the same item
 * @param kind writes of different kinds need different requests
 */
public record WriteBatches(
        int sizeMax, Function<StockWrite, ?> identity, Function<StockWrite, ?> kind) {
    private static final WriteResult NOT_SENT =
            new WriteResult.Unavailable("Not sent, since an earlier batch of the call failed");

    /** Writes that all fit into the same request. */
    public WriteBatches(int sizeMax, Function<StockWrite, ?> identity) {
        this(sizeMax, identity, _ -> "");
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
            boolean fits =
                    batch.size() < sizeMax
                            && (batch.isEmpty()
                                    || kind.apply(batch.getFirst()).equals(kind.apply(write)))
                            && !items.contains(identity.apply(write));
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
