package dev.netstock.local.topics;

/**
 * Why a request is refused.
 *
 * @param code as the API names it
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">Common errors</a>
 */
record Refusal(String code, String message) {
    private static final String NOT_FOUND = "NotFound";
    private static final String INVALID_PARAMETER = "InvalidParameter";

    static Refusal invalid(String what) {
        return new Refusal(INVALID_PARAMETER, "Invalid parameter: " + what);
    }

    static Refusal notFound(String what) {
        return new Refusal(NOT_FOUND, what + " does not exist");
    }

    int status() {
        return code.equals(NOT_FOUND) ? 404 : 400;
    }
}
