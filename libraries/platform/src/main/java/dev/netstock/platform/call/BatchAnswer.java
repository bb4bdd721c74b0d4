package dev.netstock.platform.call;

import java.util.List;

/**
 * What came of a batch, which AWS may answer in part.
 *
 * @param done what was done or found
 * @param left what is left to ask for again, after a while
 */
public record BatchAnswer<K, R>(List<R> done, List<K> left) {
    public BatchAnswer {
        done = List.copyOf(done);
        left = List.copyOf(left);
    }
}
