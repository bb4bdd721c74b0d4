package dev.netstock.platform.call;

import java.util.ArrayList;
import java.util.List;

/** Cuts a list into batches that fit a request. */
public final class Batches {
    private Batches() {}

    /** Consecutive parts of at most {@code most} elements each. */
    public static <T> List<List<T>> of(List<T> all, int most) {
        var batches = new ArrayList<List<T>>();
        for (int from = 0; from < all.size(); from += most) {
            batches.add(all.subList(from, Math.min(all.size(), from + most)));
        }
        return batches;
    }
}
