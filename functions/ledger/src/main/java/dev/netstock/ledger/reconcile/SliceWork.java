package dev.netstock.ledger.reconcile;

import dev.netstock.platform.call.Call;

/** The work of a slice, page by page. Implementations are thread-safe. */
@FunctionalInterface
interface SliceWork {
    /** Processes the next page. Everything outside of the page's note is safe to repeat. */
    Page page(Run run, Slice slice, Call call);
}
