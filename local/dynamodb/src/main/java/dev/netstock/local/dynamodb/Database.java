package dev.netstock.local.dynamodb;

import com.almworks.sqlite4java.SQLiteConnection;
import com.almworks.sqlite4java.SQLiteJob;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * DynamoDB Local's tables in SQLite, without two costs that grow. DynamoDB Local reads the
 * definition of a table anew for each request, and with it the first record of the table's stream,
 * for which it walks through the stream records of all tables. Here a definition is read once until
 * it changes, and stream records have an index by shard. Thread-safe.
 */
final class Database extends SQLiteDBAccess {
    /** Replaced by an empty map after each change of a table. */
    private volatile ConcurrentMap<String, TableInfo> definitions = new ConcurrentHashMap<>();

    /** A database in memory. */
    Database() {
        indexStreamRecords();
    }

    /**
     * A database in a file.
     *
     * @param file its path; a missing file is created
     */
    Database(String file) {
        super(file);
        indexStreamRecords();
    }

    /**
     * Each row of an SQLite index ends with the row's key, which here is the sequence number. An
     * index that names it would be used without it by SQLite 3.8.
     */
    private void indexStreamRecords() {
        queue.execute(
                        new SQLiteJob<@Nullable Void>() {
                            @Override
                            protected @Nullable Void job(SQLiteConnection connection)
                                    throws Exception {
                                connection.exec(
                                        "CREATE INDEX IF NOT EXISTS us_shard ON us (ShardID)");
                                return null;
                            }
                        })
                .complete();
    }

    /**
     * Holds no lock while it reads: a transaction of DynamoDB Local locks the database, reads
     * definitions, and would wait for a read that waits for the transaction. What was read before a
     * change goes into the map that the change has replaced.
     */
    @Override
    public @Nullable TableInfo getTableInfo(String table) {
        ConcurrentMap<String, TableInfo> known = definitions;
        TableInfo definition = known.get(table);
        if (definition == null) {
            definition = super.getTableInfo(table);
            if (definition != null) {
                known.put(table, definition);
            }
        }
        return definition;
    }

    /** Forgets definitions after the change: a request may read the old one until then. */
    private void changing(Runnable change) {
        try {
            change.run();
        } finally {
            definitions = new ConcurrentHashMap<>();
        }
    }

    @Override
    public void updateTable(
            String table,
            ProvisionedThroughput provisioned,
            OnDemandThroughput onDemand,
            BillingMode billing,
            long time,
            List<AttributeDefinition> attributes,
            List<GlobalSecondaryIndexDescription> globalIndexes,
            Boolean deletionProtection,
            StreamSpecification stream) {
        changing(
                () ->
                        super.updateTable(
                                table,
                                provisioned,
                                onDemand,
                                billing,
                                time,
                                attributes,
                                globalIndexes,
                                deletionProtection,
                                stream));
    }

    @Override
    public void updateTable(String table, String timeToLiveAttribute) {
        changing(() -> super.updateTable(table, timeToLiveAttribute));
    }

    @Override
    public void deleteTable(String table) {
        changing(() -> super.deleteTable(table));
    }

    @Override
    public void createGSIColumns(String table, String index) {
        changing(() -> super.createGSIColumns(table, index));
    }

    @Override
    public void deleteGSI(String table, String index) {
        changing(() -> super.deleteGSI(table, index));
    }

    @Override
    public void backfillGSI(String table, String index) {
        changing(() -> super.backfillGSI(table, index));
    }

    @Override
    public void dilateEventTimes(long milliseconds) {
        changing(() -> super.dilateEventTimes(milliseconds));
    }
}
