package dev.netstock.local.cloud;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How to run a cloud.
 *
 * @param assembly the CDK's output folder
 * @param region what {@code AWS::Region} stands for
 * @param apiPort the port of the HTTP API on loopback, a free one if it is taken; 0 takes a free
 *     one at once
 * @param workFolder for unpacked functions and what speeds up their start
 * @param logFolder for the logs of the functions and of DynamoDB Local
 * @param dataFolder where tables and objects are kept; in memory if empty
 * @param startCaches whether functions write down at their end what lets them start faster: some
 *     seconds of work for each, which later runs get back
 */
public record CloudOptions(
        Path assembly,
        String region,
        int apiPort,
        Path workFolder,
        Path logFolder,
        Optional<Path> dataFolder,
        boolean startCaches) {
    /** Where net-stock is at home. */
    public static final String DEFAULT_REGION = "ap-northeast-1";

    /** In memory, on a free port, with all files under one folder, for one run alone. */
    public static CloudOptions inMemory(Path assembly, Path folder) {
        return new CloudOptions(
                assembly,
                DEFAULT_REGION,
                0,
                folder.resolve("work"),
                folder.resolve("logs"),
                Optional.empty(),
                false);
    }
}
