package dev.netstock.infra.function;

import dev.netstock.infra.data.StockTable;

import java.util.List;

/**
 * Access to a table, if the stage has it. A transaction needs only the permissions of the writes in
 * it.
 *
 * @param actions without their prefix, {@code GetItem}
 */
public record TableUse(StockTable table, List<String> actions) implements Use {
    @Override
    public void addTo(Access access) {
        if (!table.isIn(access.resources().settings())) {
            return;
        }
        var created = access.resources().table(table);
        access.variable(table.variable(), created.getTableName());
        access.allow(
                created.getTableArn(),
                actions.stream().map(action -> "dynamodb:" + action).toArray(String[]::new));
        access.allowKey("dynamodb", "Decrypt");
    }
}
