package dev.netstock.local.lambda;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Options of the Lambda service.
 *
 * @param java the JDK 25 {@code java} command of the functions' JVMs
 * @param port the port of the Invoke API on loopback; 0 takes a free one
 * @param folders where it stores files
 * @param limits its limits
 * @param region value of {@code AWS_REGION}
 * @param accountId the account in function ARNs
 * @param machineEnvironment further variables of every function, such as the SDK's {@code
 *     AWS_ENDPOINT_URL_DYNAMODB}; they replace those of the function
 * @param logReader receives each line of every function's log; thread-safe
 */
public record LambdaOptions(
        Path java,
        int port,
        Folders folders,
        LambdaLimits limits,
        String region,
        String accountId,
        Map<String, String> machineEnvironment,
        Consumer<String> logReader) {
    public LambdaOptions {
        machineEnvironment = Map.copyOf(machineEnvironment);
    }

    /**
     * Where files are stored. Folders are created on demand.
     *
     * @param work files of running environments; must not be shared by two services
     * @param logs each function's log, {@code <name>.log}
     * @param packages unpacked deployment packages, one per distinct contents, with their start
     *     caches. Keep this folder between runs
     */
    public record Folders(Path work, Path logs, Path packages) {}

    /** Defaults: this JVM's {@code java}, a free port, files under one folder. */
    public static LambdaOptions in(Path folder) {
        return new LambdaOptions(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                0,
                new Folders(
                        folder.resolve("environments"),
                        folder.resolve("logs"),
                        folder.resolve("packages")),
                LambdaLimits.defaults(),
                "us-east-1",
                "000000000000",
                Map.of(),
                _ -> {});
    }

    public LambdaOptions withPort(int other) {
        return new LambdaOptions(
                java, other, folders, limits, region, accountId, machineEnvironment, logReader);
    }

    public LambdaOptions withFolders(Folders other) {
        return new LambdaOptions(
                java, port, other, limits, region, accountId, machineEnvironment, logReader);
    }

    public LambdaOptions withLimits(LambdaLimits other) {
        return new LambdaOptions(
                java, port, folders, other, region, accountId, machineEnvironment, logReader);
    }

    public LambdaOptions withMachineEnvironment(Map<String, String> other) {
        return new LambdaOptions(java, port, folders, limits, region, accountId, other, logReader);
    }

    public LambdaOptions withLogReader(Consumer<String> other) {
        return new LambdaOptions(
                java, port, folders, limits, region, accountId, machineEnvironment, other);
    }
}
