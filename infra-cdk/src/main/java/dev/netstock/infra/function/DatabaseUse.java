package dev.netstock.infra.function;

/**
 * Connects to the ledger's database. The function then runs in the ledger's network.
 *
 * @param user the database user: {@code LedgerDatabase.OWNER} or {@code USER}
 */
public record DatabaseUse(String user) implements Use {
    @Override
    public void addTo(Access access) {
        var ledger = access.resources().ledger();
        ledger.environment(user).forEach(access::variable);
        access.allow(ledger.userArn(user), "rds-db:connect");
        access.place(ledger.placement());
    }
}
