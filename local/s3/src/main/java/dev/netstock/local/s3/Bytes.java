package dev.netstock.local.s3;

/** Bytes that nobody changes: whoever makes it gives its array away. */
final class Bytes {
    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    static Bytes of(byte... array) {
        return new Bytes(array);
    }

    /** The bytes themselves, to be read. */
    byte[] array() {
        return array;
    }

    int size() {
        return array.length;
    }
}
