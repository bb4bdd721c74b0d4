package dev.netstock.ledger.migration;

import dev.netstock.ledger.database.LedgerDatabase;
import dev.netstock.ledger.inquiry.SearchIndex;
import dev.netstock.platform.json.Decoded;
import dev.netstock.stock.Locations;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Migrates the ledger at a request of CloudFormation. It responds in any case, because without a
 * response the deployment waits for an hour. Thread-safe.
 *
 * @param database the ledger's database, with the rights of its owner
 * @param responses sends the response
 */
public record LedgerMigration(LedgerDatabase database, ResponseSender responses) {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerMigration.class);

    /**
     * Handles a request.
     *
     * @return the outcome, for the metrics
     * @throws IllegalArgumentException if the request is malformed, and so has no URL to respond to
     */
    public String handle(byte[] event) {
        return switch (DeploymentRequest.decode(event)) {
            case Decoded.Invalid(var errors) ->
                    throw new IllegalArgumentException(
                            "The event is not a request of CloudFormation: " + errors);
            case Decoded.Valid(var request) -> {
                DeploymentResponse response = migrate(request);
                responses.send(request.responseUrl(), response.json(request));
                yield response.succeeded() ? "migrated" : "failed";
            }
        };
    }

    /** A deletion changes no rows: the database's own deletion policy applies. */
    private DeploymentResponse migrate(DeploymentRequest request) {
        try {
            if (!request.type().equals(DeploymentRequest.DELETE)) {
                database.migrate(Locations.parse(request.locations()).byPriority());
                SearchIndex.update(database);
            }
            return DeploymentResponse.success();
        } catch (RuntimeException e) {
            LOG.error("The ledger could not be migrated", e);
            return DeploymentResponse.failure(e);
        }
    }
}
