package dev.netstock.platform.call;

import java.util.List;

/**
 * The response to a batch request, which AWS may process only in part.
 *
 * @param done the results of the processed keys
 * @param left the unprocessed keys, to be retried after a backoff
 */
public record BatchAnswer<K, R>(List<R> done, List<K> left) {
    public BatchAnswer {
        done = List.copyOf(done);
        left = List.copyOf(left);
    }
}
