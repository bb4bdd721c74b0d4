package dev.netstock.malls.port;

/** The mall refuses the whole request; repeating it is of no use. */
public final class MallRefused extends MallException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public MallRefused(String code, String message) {
        super("The mall refused the request (" + code + "): " + message);
        this.code = code;
    }

    /** The mall's error code. */
    public String code() {
        return code;
    }
}
