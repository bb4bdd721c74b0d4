package dev.netstock.local.cloud;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Options of a local cloud.
 *
 * @param assembly the CDK's output folder
 * @param region value of {@code AWS::Region}
 * @param apiPort the port of the HTTP API on loopback, or any free port if it is in use; 0 takes
 *     any free port
 * @param workFolder for unpacked functions and their start caches
 * @param logFolder for the logs of the functions and of DynamoDB Local
 * @param dataFolder where tables and objects are stored; in memory if empty
 * @param consoleFolder the folder of the operators' console, which is served if it is built; no
 *     console if empty
 * @param startCaches whether functions write a start cache when they end. It takes a few seconds
 *     for each function and makes later starts faster
 * @param functionVariables environment variables of every function, in place of those of the
 *     template
 */
public record CloudOptions(
        Path assembly,
        String region,
        int apiPort,
        Path workFolder,
        Path logFolder,
        Optional<Path> dataFolder,
        Optional<Path> consoleFolder,
        boolean startCaches,
        Map<String, String> functionVariables) {
    public CloudOptions {
        functionVariables = Map.copyOf(functionVariables);
    }

    /** The region in which net-stock is deployed. */
    public static final String DEFAULT_REGION = "ap-northeast-1";

    /** In memory, on a free port, with all files under one folder; for a single run. */
    public static CloudOptions inMemory(Path assembly, Path folder) {
        return new CloudOptions(
                assembly,
                DEFAULT_REGION,
                0,
                folder.resolve("work"),
                folder.resolve("logs"),
                Optional.empty(),
                Optional.empty(),
                false,
                Map.of());
    }

    /** A copy with further variables of every function. */
    public CloudOptions withFunctionVariables(Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(functionVariables);
        all.putAll(variables);
        return new CloudOptions(
                assembly,
                region,
                apiPort,
                workFolder,
                logFolder,
                dataFolder,
                consoleFolder,
                startCaches,
                all);
    }
}
