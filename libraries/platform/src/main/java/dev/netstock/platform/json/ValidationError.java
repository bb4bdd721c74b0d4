package dev.netstock.platform.json;

/**
 * One thing that is wrong with what a caller sent.
 *
 * @param pointer where: a JSON Pointer (RFC 6901) into the body, the empty one being all of it;
 *     what is no part of the body is told by {@code path:/name} and {@code query:/name}. Names from
 *     outside stand in it, so it is made harmless and cut to 256 characters
 * @param message what is expected there; constant text, which never repeats what was sent
 */
public record ValidationError(String pointer, String message) {
    private static final int POINTER_MAX = 256;

    public ValidationError {
        pointer = UntrustedText.shown(pointer, POINTER_MAX);
    }
}
