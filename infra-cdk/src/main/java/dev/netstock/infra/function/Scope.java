package dev.netstock.infra.function;

import java.util.Locale;

/** What a token may be good for: {@link #READ}, {@link #RESERVE}, {@link #OPERATE}. */
public enum Scope {
    READ("Read stock, its history and reservations"),
    RESERVE("Reserve, confirm, release and cancel"),
    OPERATE("Operate: movements, the sale mode, settings of SKUs");

    /** The resource server that the scopes belong to. */
    public static final String RESOURCE_SERVER = "netstock";

    private final String meaning;

    Scope(String meaning) {
        this.meaning = meaning;
    }

    /** For the console, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** The name within its resource server, {@code read}. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name as it stands in a token, {@code netstock/read}. */
    public String fullName() {
        return RESOURCE_SERVER + "/" + shortName();
    }
}
