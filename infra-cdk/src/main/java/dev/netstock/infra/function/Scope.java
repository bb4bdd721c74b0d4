package dev.netstock.infra.function;

import java.util.Locale;

/** The scopes of tokens: {@link #READ}, {@link #VIEW}, {@link #RESERVE}, {@link #OPERATE}. */
public enum Scope {
    READ("Read stock, its history and reservations"),
    VIEW("Read what operators see: settings, imports, sales in progress"),
    RESERVE("Reserve, confirm, release and cancel"),
    OPERATE("Operate: movements, the sale mode, settings of SKUs");

    /** The resource server that the scopes belong to. */
    public static final String RESOURCE_SERVER = "netstock";

    private final String meaning;

    Scope(String meaning) {
        this.meaning = meaning;
    }

    /** A description for the Cognito console. */
    public String meaning() {
        return meaning;
    }

    /** The name within its resource server, {@code read}. */
    public String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name in a token, {@code netstock/read}. */
    public String fullName() {
        return RESOURCE_SERVER + "/" + shortName();
    }
}
