package dev.netstock.local.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The configuration of a deployed function.
 *
 * @param name the function's name, unique in the service
 * @param zip the deployment package: classes at its root, jars in {@code lib/}
 * @param handler {@code package.Class::method}
 * @param memoryMb 128 to 10,240; the heap is a share of it
 * @param timeout whole seconds, 1 to 900; longer runs are killed
 * @param environment the variables that the function's configuration sets
 * @param reservedConcurrency maximum concurrent events; if empty, the service's limit applies
 * @param version the published version, {@code $LATEST} if none was
 * @param aliases aliases of that version, such as {@code live}
 * @param snapStart whether the checkpoint hooks run at the end of a cold start, as SnapStart runs
 *     them before the snapshot and after the restore
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/api/API_FunctionConfiguration.html">FunctionConfiguration</a>
 */
public record FunctionDefinition(
        String name,
        Path zip,
        String handler,
        int memoryMb,
        Duration timeout,
        Map<String, String> environment,
        OptionalInt reservedConcurrency,
        String version,
        Set<String> aliases,
        boolean snapStart) {
    public static final String LATEST = "$LATEST";

    public FunctionDefinition {
        if (memoryMb < 128 || memoryMb > 10_240) {
            throw new IllegalArgumentException(
                    "Memory of " + name + " is outside 128..10240 MB: " + memoryMb);
        }
        if (timeout.compareTo(Duration.ofSeconds(1)) < 0
                || timeout.compareTo(Duration.ofMinutes(15)) > 0) {
            throw new IllegalArgumentException(
                    "Timeout of " + name + " is outside 1..900 s: " + timeout);
        }
        environment = Map.copyOf(environment);
        aliases = Set.copyOf(aliases);
    }

    /** Whether an invocation with this qualifier reaches the function. */
    public boolean answersTo(String qualifier) {
        return qualifier.equals(LATEST) || qualifier.equals(version) || aliases.contains(qualifier);
    }
}
