package dev.netstock.local.dynamodb;

import software.amazon.dynamodb.services.local.main.CommandLineInput;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;
import software.amazon.dynamodb.services.local.shared.access.LocalDBClient;
import software.amazon.dynamodb.services.local.shared.jobs.JobsRegister;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * The databases of a server: one per access key and region, or one for all. Each is opened when
 * DynamoDB Local asks whether it exists, before it would open one itself. Thread-safe.
 */
final class Databases extends ConcurrentHashMap<String, AmazonDynamoDBLocal> {
    private static final long serialVersionUID = 1;

    /** As many as DynamoDB Local has for the slow changes of a table. */
    private static final int THREADS = 10;

    private final transient CommandLineInput options;

    Databases(CommandLineInput options) {
        this.options = options;
    }

    /** DynamoDB Local has no other way to be given its databases. */
    void giveTo(LocalDynamoDBRequestHandler requests) throws ReflectiveOperationException {
        var field = LocalDynamoDBRequestHandler.class.getDeclaredField("dbRequestHandlers");
        field.setAccessible(true);
        field.set(requests, this);
    }

    @Override
    public boolean containsKey(Object name) {
        computeIfAbsent((String) name, this::open);
        return true;
    }

    private AmazonDynamoDBLocal open(String name) {
        return new LocalDBClient(
                database(name),
                new JobsRegister(
                        Executors.newFixedThreadPool(THREADS),
                        options.shouldDelayTransientStatuses()));
    }

    private Database database(String name) {
        return options.isInMemory()
                ? new Database()
                : new Database(
                        Path.of(options.getDbPath())
                                .resolve(name + LocalDynamoDBRequestHandler.DB_FILE_EXTENSION)
                                .toString());
    }
}
