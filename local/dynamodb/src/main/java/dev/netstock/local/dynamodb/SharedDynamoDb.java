package dev.netstock.local.dynamodb;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * One DynamoDB Local for the tests of all modules of a build. A server that has served some
 * thousand requests needs a tenth of the CPU time of a new one, so it is worth sharing. The build
 * starts it with this module and ends it with Maven. The names of tables must be unique.
 *
 * <p>Each new table makes the server read the definitions of all tables of its database again, so
 * the thousands of tables of a build would make each other slow. Therefore each process has a
 * database of its own: that of {@link #ACCESS_KEY}.
 */
public final class SharedDynamoDb {
    private static final Path ADDRESS = DynamoDbLocal.home().resolveSibling("shared-server.txt");

    /** The access key with which this process calls the server. */
    public static final String ACCESS_KEY = "local" + ProcessHandle.current().pid();

    private SharedDynamoDb() {}

    /** The endpoint of the build's server, or of a new one that ends with this process. */
    public static URI endpoint() {
        return ofBuild().orElseGet(() -> start().endpoint());
    }

    private static DynamoDbLocal start() {
        return DynamoDbLocal.start(
                new DynamoDbLocal.Options(
                        Optional.empty(), Optional.empty(), DynamoDbLocal.Databases.BY_ACCESS_KEY));
    }

    /** The server that the build has started, if it runs. */
    static Optional<URI> ofBuild() {
        try {
            List<String> address = Files.readAllLines(ADDRESS);
            return ProcessHandle.of(Long.parseLong(address.getFirst()))
                    .map(_ -> URI.create(address.getLast()))
                    .filter(it -> DynamoDbLocal.isListening(it.getPort()));
        } catch (IOException | RuntimeException _) {
            // No build has started a server, or the file is not complete.
            return Optional.empty();
        }
    }

    /** Runs the server until the parent process, which is Maven, has exited. */
    public static void main(String[] arguments) throws IOException {
        // Maven ends it with a signal, and would report a status other than 0 as an error.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
        ProcessHandle maven = ProcessHandle.current().parent().orElseThrow();
        try (var server = start()) {
            Path part = ADDRESS.resolveSibling(ADDRESS.getFileName() + ".part");
            Files.write(part, List.of(Long.toString(server.pid()), server.endpoint().toString()));
            Files.move(part, ADDRESS, StandardCopyOption.ATOMIC_MOVE);
            maven.onExit().join();
        }
    }
}
