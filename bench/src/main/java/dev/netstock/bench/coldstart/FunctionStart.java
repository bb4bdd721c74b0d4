package dev.netstock.bench.coldstart;

import dev.netstock.local.dynamodb.SharedDynamoDb;
import dev.netstock.stock.testing.LocalTables;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Starts the packaged function in a JVM with AWS's runtime interface client, as Lambda does, and
 * has it answer one event.
 *
 * @param folder the function
 * @param tables the tables of stock
 * @param places the name of the table of locations
 * @param auditLog the name of the audit log
 */
record FunctionStart(FunctionFolder folder, LocalTables tables, String places, String auditLog) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String CLIENT =
            "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String HANDLER = "dev.netstock.checkout.CheckoutHandler::handleRequest";

    /** Starts with these tables, and with new ones beside them. */
    static FunctionStart of(FunctionFolder folder, LocalTables tables) {
        return new FunctionStart(
                folder,
                tables,
                tables.createMore("Places", "kind", "id"),
                tables.createMore("AuditLog", "day", "act"));
    }

    /**
     * The times of a start.
     *
     * @param init from the start of the JVM, or from the restore, to the request for an event
     * @param call from the request for an event to the answer
     * @param cpu the CPU time of the process until the answer
     */
    record Times(Duration init, Duration call, Duration cpu) {
        Duration total() {
            return init.plus(call);
        }
    }

    /**
     * Starts it and has it answer an event.
     *
     * @param event the event for the function
     * @param flags flags of the JVM, in addition to those of Lambda's runtime
     * @param restored whether SnapStart's hooks run, and the times count from the restore
     */
    Times answer(String event, List<String> flags, boolean restored)
            throws IOException, InterruptedException {
        try (var api = RuntimeApi.offering(event)) {
            long startedAt = System.nanoTime();
            Process process = start(api.address(), flags, restored);
            try {
                requireReserved(api.await(LIMIT));
                var cpu = process.info().totalCpuDuration().orElse(Duration.ZERO);
                return api.times(startedAt, cpu);
            } finally {
                stop(process);
            }
        }
    }

    private Process start(String runtimeApi, List<String> flags, boolean restored)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:MaxHeapSize=870m", "-XX:-UsePerfData"));
        command.addAll(
                List.of(
                        "-Xlog:disable",
                        "-Djava.net.preferIPv4Stack=true",
                        "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(flags);
        command.addAll(List.of("-cp", folder.classPath(), CLIENT, HANDLER));
        var builder = new ProcessBuilder(command);
        builder.environment().putAll(environment(runtimeApi));
        builder.environment()
                .put("AWS_LAMBDA_INITIALIZATION_TYPE", restored ? "snap-start" : "on-demand");
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.root().resolve("output.txt").toFile())
                .start();
    }

    private Map<String, String> environment(String runtimeApi) {
        return Map.ofEntries(
                Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", "checkout"),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "1"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/checkout"),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "bench"),
                Map.entry("_HANDLER", HANDLER),
                Map.entry("LAMBDA_TASK_ROOT", folder.root().toString()),
                Map.entry("LAMBDA_RUNTIME_DIR", folder.runtime().toString()),
                Map.entry("AWS_REGION", "us-east-1"),
                Map.entry("AWS_ACCESS_KEY_ID", SharedDynamoDb.ACCESS_KEY),
                Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
                Map.entry("AWS_ENDPOINT_URL_DYNAMODB", LocalTables.endpoint().toString()),
                Map.entry("NET_STOCK_TABLE", tables.names().netStock()),
                Map.entry("STOCK_DELTAS_TABLE", tables.names().stockDeltas()),
                Map.entry("HOLD_LIMITS", "900"),
                Map.entry("SHARD_HEAT_QUEUE", "http://127.0.0.1:1/000000000000/Shards"),
                Map.entry("PLACES_TABLE", places),
                Map.entry("ALLOWANCES_TABLE", tables.names().allowances()),
                Map.entry("CUSTOMER_KEYS_SECRET", "bench"),
                Map.entry("AUDIT_LOG_TABLE", auditLog),
                Map.entry("LOCATIONS", "shinjuku,umeda,warehouse-1"),
                Map.entry("SERVICE_NAME", "checkout"),
                Map.entry("METRICS_NAMESPACE", "NetStock"));
    }

    private static void requireReserved(String answer) {
        if (!answer.contains("\"statusCode\":201")) {
            throw new IllegalStateException("Not reserved: " + answer);
        }
    }

    /** Ends the JVM normally, because it writes the archive when it exits. */
    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
        }
    }
}
