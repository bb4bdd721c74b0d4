package dev.netstock.local.lambda;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts the JVMs of one function as Lambda's Java runtime does. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">Defined
 *     runtime environment variables</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-customization.html">Java runtime
 *     startup behaviour</a>
 */
final class EnvironmentLauncher {
    /**
     * Heap share of the memory setting; the rest is for metaspace, code and threads, as on Lambda.
     */
    private static final double HEAP_SHARE = 0.85;

    private static final String RIC = "com.amazonaws.services.lambda.runtime.api.client";

    /** The options of every JVM. */
    private static final List<String> OPTIONS =
            List.of(
                    "-XX:+UseSerialGC",
                    // By default, the heap begins with a 64th of the machine's memory.
                    "-XX:InitialHeapSize=32m",
                    "-XX:NewSize=16m",
                    "-XX:-UsePerfData",
                    // As on Lambda without SnapStart. It applies with SnapStart too, since C2 would
                    // take half the CPU time of a start, and the JVMs share this machine.
                    "-XX:TieredStopAtLevel=1",
                    // The JVM ignores a start cache that does not fit. It logs errors only;
                    // otherwise it would warn about each class that is not in the archive.
                    "-Xshare:auto",
                    "-Xlog:disable",
                    "-Xlog:all=error",
                    "-Djava.net.preferIPv4Stack=true",
                    "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private final FunctionDefinition function;
    private final DeploymentPackage code;
    private final FunctionRuntime runtime;
    private final LambdaOptions options;

    EnvironmentLauncher(
            FunctionDefinition function,
            DeploymentPackage code,
            FunctionRuntime runtime,
            LambdaOptions options) {
        this.function = function;
        this.code = code;
        this.runtime = runtime;
        this.options = options;
    }

    /** The function's start cache in a folder of caches, if the function consists of jars only. */
    Optional<StartCache> startCache(Path folder) {
        if (!code.isOnlyJars()) {
            return Optional.empty();
        }
        var start = new ArrayList<>(OPTIONS);
        start.add(function.handler());
        return Optional.of(StartCache.of(classPath(), options.java(), start, folder));
    }

    /** Starts a JVM that logs to the file and polls events from the address. */
    Process start(String environmentId, String runtimeApi, Path output, Optional<String> sharing) {
        code.touch();
        var builder = new ProcessBuilder(command(sharing));
        builder.directory(code.root().toFile());
        builder.redirectErrorStream(true).redirectOutput(Redirect.appendTo(output.toFile()));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(function.environment());
        environment.putAll(options.machineEnvironment());
        environment.putAll(reservedVariables(environmentId, runtimeApi));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a JVM: " + options.java(), e);
        }
    }

    private List<String> command(Optional<String> sharing) {
        var command = new ArrayList<String>();
        command.add(options.java().toString());
        command.add("-XX:MaxHeapSize=" + (long) (function.memoryMb() * HEAP_SHARE) + "m");
        command.addAll(OPTIONS);
        command.add("-D" + RIC + ".runtimeapi.NativeClient.JNI=" + runtime.nativeLibrary());
        sharing.ifPresent(command::add);
        command.addAll(List.of("-cp", joinedClassPath(), FunctionLauncher.class.getName()));
        command.add(function.handler());
        return command;
    }

    /**
     * The function's jars are on the class path, where class-data sharing covers them. The
     * runtime's class loader, which Lambda uses for the whole function, finds them there. That
     * class loader loads packages with classes outside of jars.
     */
    private List<Path> classPath() {
        return Stream.concat(
                        runtime.jars().stream(),
                        code.isOnlyJars() ? code.jars().stream() : Stream.empty())
                .toList();
    }

    private String joinedClassPath() {
        return classPath().stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Map<String, String> reservedVariables(String environmentId, String runtimeApi) {
        return Map.ofEntries(
                Map.entry("_HANDLER", function.handler()),
                Map.entry("AWS_LAMBDA_RUNTIME_API", runtimeApi),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", function.name()),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", function.version()),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMb())),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name()),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", logStream(environmentId)),
                Map.entry(
                        "AWS_LAMBDA_INITIALIZATION_TYPE",
                        function.snapStart() ? "snap-start" : "on-demand"),
                Map.entry("AWS_EXECUTION_ENV", "AWS_Lambda_java25"),
                Map.entry("LAMBDA_TASK_ROOT", code.root().toString()),
                Map.entry("LAMBDA_RUNTIME_DIR", runtime.folder().toString()),
                Map.entry("AWS_REGION", options.region()),
                Map.entry("AWS_DEFAULT_REGION", options.region()),
                Map.entry("AWS_ACCESS_KEY_ID", "local"),
                Map.entry("AWS_SECRET_ACCESS_KEY", "local"),
                Map.entry("AWS_SESSION_TOKEN", "local"),
                Map.entry("AWS_XRAY_CONTEXT_MISSING", "LOG_ERROR"),
                Map.entry("LANG", "en_US.UTF-8"),
                Map.entry("PATH", "/usr/local/bin:/usr/bin:/bin"),
                Map.entry("TZ", ":UTC"));
    }

    private String logStream(String environmentId) {
        String day = LocalDate.now(ZoneOffset.UTC).toString().replace('-', '/');
        return "%s/[%s]%s".formatted(day, function.version(), environmentId);
    }
}
