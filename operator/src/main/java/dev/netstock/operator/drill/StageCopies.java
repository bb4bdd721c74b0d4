package dev.netstock.operator.drill;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operator.CommandException;
import dev.netstock.operator.stage.Stage;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.rds.RdsClient;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The copies of a stage that a drill makes beside the stage: all tables except large projections,
 * which are rebuilt, and the ledger.
 *
 * @param tables copies of each table, by the stage's output
 * @param ledger copies of the ledger
 * @param progress receives each step
 */
public record StageCopies(
        SortedMap<String, TableCopies> tables, LedgerCopies ledger, Consumer<String> progress) {
    /** The outputs of tables that are not copied: they are rebuilt from the others. */
    public static final Set<String> REBUILT = Set.of("SalesTable", "StockHistoryTable");

    private static final String NET_STOCK = "NetStockTable";
    private static final String STOCK_DELTAS = "StockDeltasTable";
    private static final String ALLOWANCES = "AllowancesTable";

    /** The copies of a stage. Each table of a stage has an output with its name. */
    public static StageCopies of(
            Stage stage, DynamoDbClient dynamo, RdsClient rds, Consumer<String> progress) {
        SortedMap<String, TableCopies> tables = new TreeMap<>();
        stage.outputs()
                .forEach(
                        (output, table) -> {
                            if (isCopied(output)) {
                                tables.put(output, new TableCopies(dynamo, table));
                            }
                        });
        // A stage of an older version has no output for some of them.
        for (String needed : List.of(NET_STOCK, STOCK_DELTAS, ALLOWANCES)) {
            tables.put(needed, new TableCopies(dynamo, stage.output(needed)));
        }
        return new StageCopies(
                tables, new LedgerCopies(rds, stage.output("LedgerCluster")), progress);
    }

    /** Whether the table of an output is copied. */
    public static boolean isCopied(String output) {
        return output.endsWith("Table") && !REBUILT.contains(output);
    }

    /**
     * Copies that are ready.
     *
     * @param at the moment
     */
    public record Ready(
            Instant at,
            String netStock,
            String stockDeltas,
            String allowances,
            String ledgerHost,
            int ledgerPort) {
        /** A request to the function of the drill, to be completed. */
        ObjectNode request(ObjectNode action) {
            return action.put("netStock", netStock)
                    .put("stockDeltas", stockDeltas)
                    .put("allowances", allowances)
                    .put("ledgerHost", ledgerHost)
                    .put("ledgerPort", Integer.toString(ledgerPort))
                    .put("at", at.toString());
        }
    }

    /**
     * Restores all to a moment.
     *
     * @param moment the moment; the latest that all can be restored to if empty
     * @throws CommandException if it cannot be restored, or if copies of another drill exist
     */
    public Ready restore(Optional<Instant> moment) throws InterruptedException {
        Window window = ledger.window();
        for (TableCopies table : tables.values()) {
            window = window.and(table.window());
        }
        Instant at = moment.orElse(window.latest()).truncatedTo(ChronoUnit.SECONDS);
        if (!window.contains(at) && moment.isPresent()) {
            throw new CommandException(
                    "Tables and ledger can be restored to a moment from %s to %s, not to %s."
                            .formatted(window.earliest(), window.latest(), at));
        }
        requireNoOthers(at);
        progress.accept("Restoring tables and ledger to " + at);
        Map<String, String> copies = new TreeMap<>();
        tables.forEach((output, table) -> copies.put(output, table.start(at)));
        String cluster = ledger.start(at);
        for (var copy : copies.entrySet()) {
            requireNonNull(tables.get(copy.getKey())).await(copy.getValue());
        }
        var restored = ledger.await(cluster);
        progress.accept("Restored " + String.join(", ", copies.values()) + ", " + cluster);
        return new Ready(
                at,
                requireNonNull(copies.get(NET_STOCK)),
                requireNonNull(copies.get(STOCK_DELTAS)),
                requireNonNull(copies.get(ALLOWANCES)),
                restored.endpoint(),
                restored.port());
    }

    private void requireNoOthers(Instant at) {
        List<String> others =
                names().stream().filter(it -> !CopyNames.moment(it).equals(at)).toList();
        if (!others.isEmpty()) {
            throw new CommandException(
                    "Copies of an earlier drill exist: %s. Resume it with --at %s, or delete them with --clean."
                            .formatted(
                                    String.join(", ", others),
                                    CopyNames.moment(others.getFirst())));
        }
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        tables.values().forEach(table -> names.addAll(table.all()));
        names.addAll(ledger.all());
        return names;
    }

    /** Deletes all copies, of all moments, and returns their names. */
    public List<String> deleteAll() throws InterruptedException {
        List<String> names = names();
        for (TableCopies table : tables.values()) {
            for (String copy : table.all()) {
                table.delete(copy);
            }
        }
        for (String copy : ledger.all()) {
            ledger.delete(copy);
        }
        return names;
    }
}
