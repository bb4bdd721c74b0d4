package dev.netstock.ledger.database;

import dev.netstock.platform.function.Environment;

/**
 * The address of the ledger's database.
 *
 * @param host {@code LEDGER_HOST}
 * @param port {@code LEDGER_PORT}
 * @param database {@code LEDGER_DATABASE}
 * @param user {@code LEDGER_USER}, who signs in with an IAM token
 * @param region {@code AWS_REGION}, for which the token is signed
 */
public record LedgerConfig(String host, int port, String database, String user, String region) {
    public static LedgerConfig of(Environment environment) {
        return new LedgerConfig(
                environment.required("LEDGER_HOST"),
                environment.required("LEDGER_PORT", LedgerConfig::port),
                environment.required("LEDGER_DATABASE"),
                environment.required("LEDGER_USER"),
                environment.required("AWS_REGION"));
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("A port must be from 1 to 65535");
        }
        return port;
    }
}
