package dev.netstock.local.secrets;

/**
 * A request that Secrets Manager rejects.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html">Common
 *     errors</a>
 */
final class SecretsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String type;

    SecretsError(String type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    static SecretsError notFound(String what) {
        return new SecretsError(
                "ResourceNotFoundException",
                "Secrets Manager can't find the specified secret" + what + ".");
    }

    static SecretsError parameter(String message) {
        return new SecretsError("InvalidParameterException", message);
    }

    static SecretsError request(String message) {
        return new SecretsError("InvalidRequestException", message);
    }

    /** A value that violates the API's model. */
    static SecretsError constraint(String member, String constraint) {
        return new SecretsError(
                "ValidationException",
                "1 validation error detected: Value at '%s' failed to satisfy constraint: Member must %s"
                        .formatted(member, constraint));
    }

    /** Names a feature that the local cloud does not support. */
    static SecretsError notImplemented(String what) {
        return new SecretsError("NotImplemented", "Not supported by the local cloud: " + what);
    }

    int status() {
        return type.equals("NotImplemented") ? 501 : 400;
    }

    String type() {
        return type;
    }
}
