package dev.netstock.malls.port;

/** Maintenance or an outage: the request was certainly not done. */
public final class MallUnavailable extends MallException {
    private static final long serialVersionUID = 1L;

    public MallUnavailable(String reason) {
        super("The mall is unavailable: " + reason);
    }
}
