package dev.netstock.local.topics;

/**
 * Why a request is refused.
 *
 * @param code as the API names it
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">Common errors</a>
 */
record Refusal(String code, String message) {
    private static final String NOT_FOUND = "NotFound";
    private static final String NOT_IMPLEMENTED = "NotImplemented";
    private static final String INVALID_PARAMETER = "InvalidParameter";

    static Refusal invalid(String what) {
        return new Refusal(INVALID_PARAMETER, "Invalid parameter: " + what);
    }

    /** What SNS knows and this does not is named. */
    static Refusal notImplemented(String what) {
        return new Refusal(NOT_IMPLEMENTED, "Not served on this machine: " + what);
    }

    static Refusal notFound(String what) {
        return new Refusal(NOT_FOUND, what + " does not exist");
    }

    int status() {
        return switch (code) {
            case NOT_FOUND -> 404;
            case NOT_IMPLEMENTED -> 501;
            default -> 400;
        };
    }
}
