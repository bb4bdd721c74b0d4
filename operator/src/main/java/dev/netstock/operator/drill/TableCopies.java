package dev.netstock.operator.drill;

import dev.netstock.operator.CommandException;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Copies of a table. A restored table has no stream, no time-to-live and no point-in-time recovery,
 * so nothing consumes what the drill writes into it.
 *
 * @param dynamo the client
 * @param source the table, which is not changed
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableToPointInTime.html">RestoreTableToPointInTime</a>
 */
record TableCopies(DynamoDbClient dynamo, String source) {
    /** The moments to which the table can be restored. */
    Window window() {
        PointInTimeRecoveryDescription recovery =
                dynamo.describeContinuousBackups(it -> it.tableName(source))
                        .continuousBackupsDescription()
                        .pointInTimeRecoveryDescription();
        if (recovery.pointInTimeRecoveryStatus() != PointInTimeRecoveryStatus.ENABLED) {
            throw new CommandException("Point-in-time recovery is off for the table " + source);
        }
        return new Window(
                recovery.earliestRestorableDateTime(), recovery.latestRestorableDateTime());
    }

    /** Starts a restore, unless the copy exists: then an interrupted drill goes on with it. */
    String start(Instant at) {
        String copy = CopyNames.of(source, at);
        if (status(copy).isEmpty()) {
            dynamo.restoreTableToPointInTime(
                    it -> it.sourceTableName(source).targetTableName(copy).restoreDateTime(at));
        }
        return copy;
    }

    /** Waits until a copy has all its items. */
    void await(String copy) throws InterruptedException {
        Polling.until(
                () -> status(copy).equals(Optional.of(TableStatus.ACTIVE)),
                "The restore of the table " + copy);
    }

    /** The copies that exist, of all moments. */
    List<String> all() {
        return dynamo.listTablesPaginator().tableNames().stream()
                .filter(name -> CopyNames.isCopy(name, source))
                .sorted()
                .toList();
    }

    /** Deletes a copy, and waits until it is gone. */
    void delete(String copy) throws InterruptedException {
        if (!CopyNames.isCopy(copy, source)) {
            throw new IllegalArgumentException(copy + " is not a copy");
        }
        // A table that is being created cannot be deleted.
        Polling.until(
                () -> !status(copy).equals(Optional.of(TableStatus.CREATING)),
                "The restore of the table " + copy);
        try {
            dynamo.deleteTable(it -> it.tableName(copy));
        } catch (ResourceNotFoundException _) {
            return;
        }
        Polling.until(() -> status(copy).isEmpty(), "The deletion of the table " + copy);
    }

    private Optional<TableStatus> status(String table) {
        try {
            return Optional.of(dynamo.describeTable(it -> it.tableName(table)).table())
                    .map(it -> it.tableStatus());
        } catch (ResourceNotFoundException _) {
            return Optional.empty();
        }
    }
}
