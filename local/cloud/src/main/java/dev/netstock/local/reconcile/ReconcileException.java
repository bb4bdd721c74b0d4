package dev.netstock.local.reconcile;

/** A comparison could not be started, or did not come to its end. */
public final class ReconcileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReconcileException(String message) {
        super(message);
    }
}
