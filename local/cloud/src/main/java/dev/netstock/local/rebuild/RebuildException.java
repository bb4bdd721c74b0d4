package dev.netstock.local.rebuild;

/** The projection's function failed, or answered what makes no sense; the message says how. */
public final class RebuildException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RebuildException(String message) {
        super(message);
    }
}
