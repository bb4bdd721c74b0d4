package dev.netstock.operator.drill;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operator.CommandException;
import dev.netstock.operator.stage.Stage;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.rds.RdsClient;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The copies of a stage that a drill makes beside the stage: the two tables that hold the truth,
 * and the ledger. The other tables are projections, which are rebuilt, and settings.
 *
 * @param netStock copies of the table of items
 * @param stockDeltas copies of the table of deltas
 * @param ledger copies of the ledger
 * @param progress receives each step
 */
public record StageCopies(
        TableCopies netStock,
        TableCopies stockDeltas,
        LedgerCopies ledger,
        Consumer<String> progress) {
    /** The copies of a stage. */
    public static StageCopies of(
            Stage stage, DynamoDbClient dynamo, RdsClient rds, Consumer<String> progress) {
        return new StageCopies(
                new TableCopies(dynamo, stage.output("NetStockTable")),
                new TableCopies(dynamo, stage.output("StockDeltasTable")),
                new LedgerCopies(rds, stage.output("LedgerCluster")),
                progress);
    }

    /**
     * Copies that are ready.
     *
     * @param at the moment
     */
    public record Ready(
            Instant at, String netStock, String stockDeltas, String ledgerHost, int ledgerPort) {
        /** A request to the function of the drill, to be completed. */
        ObjectNode request(ObjectNode action) {
            return action.put("netStock", netStock)
                    .put("stockDeltas", stockDeltas)
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
        Window window = netStock.window().and(stockDeltas.window()).and(ledger.window());
        Instant at = moment.orElse(window.latest()).truncatedTo(ChronoUnit.SECONDS);
        if (!window.contains(at) && moment.isPresent()) {
            throw new CommandException(
                    "Tables and ledger can be restored to a moment from %s to %s, not to %s."
                            .formatted(window.earliest(), window.latest(), at));
        }
        requireNoOthers(at);
        progress.accept("Restoring tables and ledger to " + at);
        String items = netStock.start(at);
        String deltas = stockDeltas.start(at);
        String cluster = ledger.start(at);
        netStock.await(items);
        stockDeltas.await(deltas);
        var restored = ledger.await(cluster);
        progress.accept("Restored " + String.join(", ", items, deltas, cluster));
        return new Ready(at, items, deltas, restored.endpoint(), restored.port());
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
        names.addAll(netStock.all());
        names.addAll(stockDeltas.all());
        names.addAll(ledger.all());
        return names;
    }

    /** Deletes all copies, of all moments, and returns their names. */
    public List<String> deleteAll() throws InterruptedException {
        List<String> names = names();
        for (String copy : netStock.all()) {
            netStock.delete(copy);
        }
        for (String copy : stockDeltas.all()) {
            stockDeltas.delete(copy);
        }
        for (String copy : ledger.all()) {
            ledger.delete(copy);
        }
        return names;
    }
}
