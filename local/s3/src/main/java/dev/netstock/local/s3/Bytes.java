package dev.netstock.local.s3;

/** Immutable bytes. The caller must not modify the array afterwards. */
final class Bytes {
    private final byte[] array;

    private Bytes(byte[] array) {
        this.array = array;
    }

    static Bytes of(byte... array) {
        return new Bytes(array);
    }

    /** The array; callers must not modify it. */
    byte[] array() {
        return array;
    }

    int size() {
        return array.length;
    }
}
