package dev.netstock.malls.port;

/** The mall's secret lacks a value: a person has to add it. */
public final class NotConnected extends MallException {
    private static final long serialVersionUID = 1L;

    /**
     * @param value the name of the value
     */
    public NotConnected(String value) {
        super("not connected: the secret has no value " + value);
    }
}
