package dev.netstock.reconcile;

import dev.netstock.stock.Call;

/** Does the work of slices, page by page. Implementations are thread-safe. */
@FunctionalInterface
interface SliceWork {
    /** The next page; whatever it does outside of its note is safe to repeat. */
    Page page(Run run, Slice slice, Call call);
}
