package dev.netstock.local.topics;

/**
 * The error of a rejected request.
 *
 * @param code error code of the API
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">Common errors</a>
 */
record SnsError(String code, String message) {
    private static final String NOT_FOUND = "NotFound";
    private static final String NOT_IMPLEMENTED = "NotImplemented";
    private static final String INVALID_PARAMETER = "InvalidParameter";

    static SnsError invalid(String what) {
        return new SnsError(INVALID_PARAMETER, "Invalid parameter: " + what);
    }

    /** Names an SNS feature that the local SNS does not support. */
    static SnsError notImplemented(String what) {
        return new SnsError(NOT_IMPLEMENTED, "Not supported by the local cloud: " + what);
    }

    static SnsError notFound(String what) {
        return new SnsError(NOT_FOUND, what + " does not exist");
    }

    int status() {
        return switch (code) {
            case NOT_FOUND -> 404;
            case NOT_IMPLEMENTED -> 501;
            default -> 400;
        };
    }
}
