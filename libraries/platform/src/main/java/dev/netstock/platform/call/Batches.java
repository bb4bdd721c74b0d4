package dev.netstock.platform.call;

import java.util.ArrayList;
import java.util.List;

/** Splits a list into batches that fit a request. */
public final class Batches {
    private Batches() {}

    /** Consecutive batches of at sizeMax {@code sizeMax} elements each. */
    public static <T> List<List<T>> of(List<T> all, int sizeMax) {
        var batches = new ArrayList<List<T>>();
        for (int from = 0; from < all.size(); from += sizeMax) {
            batches.add(all.subList(from, Math.min(all.size(), from + sizeMax)));
        }
        return batches;
    }
}
