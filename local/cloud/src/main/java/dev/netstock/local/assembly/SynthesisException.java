package dev.netstock.local.assembly;

/** The CDK app failed, or an input is missing. The message says what to do. */
public final class SynthesisException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SynthesisException(String message) {
        super(message);
    }
}
