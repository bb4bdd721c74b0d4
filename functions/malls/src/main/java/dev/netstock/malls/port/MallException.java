package dev.netstock.malls.port;

/** A request to a mall was not done. */
public abstract sealed class MallException extends RuntimeException
        permits MallThrottled, MallUnavailable, CredentialExpired, MallRefused, NotConnected {
    private static final long serialVersionUID = 1L;

    protected MallException(String message) {
        super(message);
    }
}
