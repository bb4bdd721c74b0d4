package dev.netstock.malls.port;

/** The mall does not accept the credential: a person, or the renewal, has to act. */
public final class CredentialExpired extends MallException {
    private static final long serialVersionUID = 1L;

    public CredentialExpired(String reason) {
        super("The mall does not accept the credential: " + reason);
    }
}
