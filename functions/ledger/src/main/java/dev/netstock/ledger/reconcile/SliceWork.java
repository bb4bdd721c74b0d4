package dev.netstock.ledger.reconcile;

import dev.netstock.platform.call.Call;

/** Does the work of slices, page by page. Implementations are thread-safe. */
@FunctionalInterface
interface SliceWork {
    /** The next page; whatever it does outside of its note is safe to repeat. */
    Page page(Run run, Slice slice, Call call);
}
