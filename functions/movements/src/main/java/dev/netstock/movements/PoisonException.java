package dev.netstock.movements;

/** A batch begins with a record that nobody can read: it is to be halved. */
final class PoisonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PoisonException(String sequenceNumber) {
        super("A batch begins with a record that cannot be read: " + sequenceNumber);
    }
}
