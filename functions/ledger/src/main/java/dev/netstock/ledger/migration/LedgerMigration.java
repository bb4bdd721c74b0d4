package dev.netstock.ledger.migration;

import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.Location;
import dev.netstock.stock.Locations;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Migrates the ledger when CloudFormation says so, and answers in any case: nobody else would, and
 * the deployment would wait for an hour. Thread-safe.
 *
 * @param migrate makes the database what this version needs, with these locations online
 * @param put puts the answer to an address
 */
public record LedgerMigration(Consumer<List<Location>> migrate, BiConsumer<URI, String> put) {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerMigration.class);

    /**
     * Handles a request.
     *
     * @return how it ended, for the metrics
     * @throws IllegalArgumentException if it is no request of CloudFormation: there is nobody to
     *     answer
     */
    public String handle(byte[] event) {
        return switch (DeploymentRequest.decode(event)) {
            case Decoded.Invalid(var faults) ->
                    throw new IllegalArgumentException(
                            "No request of CloudFormation, it has faults: " + faults);
            case Decoded.Valid(var request) -> {
                DeploymentAnswer answer = answer(request);
                put.accept(request.responseUrl(), answer.json(request));
                yield answer.succeeded() ? "migrated" : "failed";
            }
        };
    }

    /** When the stack goes, the database's own policy says what becomes of its rows. */
    private DeploymentAnswer answer(DeploymentRequest request) {
        try {
            if (!request.type().equals(DeploymentRequest.DELETE)) {
                migrate.accept(Locations.parse(request.locations()).byPriority());
            }
            return DeploymentAnswer.success();
        } catch (RuntimeException e) {
            LOG.error("The ledger could not be migrated", e);
            return DeploymentAnswer.failure(e);
        }
    }
}
