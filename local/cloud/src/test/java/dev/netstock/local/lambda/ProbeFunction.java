package dev.netstock.local.lambda;

import dev.netstock.local.lambda.probe.ProbeHandler;

import org.crac.Core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packages the probe like the build packages functions: a zip with only {@code lib/*.jar}. */
public final class ProbeFunction {
    private static final String PACKAGE = ProbeHandler.class.getPackageName().replace('.', '/');

    /** As in the build, equal contents yield equal bytes. */
    private static final LocalDateTime SAME_TIME = LocalDateTime.of(2026, 11, 1, 0, 0);

    private ProbeFunction() {}

    /** Writes the zip. */
    public static Path zip(Path folder) throws IOException {
        Path zip = folder.resolve("probe.zip");
        try (var output = new ZipOutputStream(Files.newOutputStream(zip))) {
            add(output, "lib/probe.jar", jar());
            add(output, "lib/crac.jar", Files.readAllBytes(home(Core.class)));
        }
        return zip;
    }

    /** A base definition: 256 MB, 3 s, no environment. */
    public static FunctionDefinition definition(String name, Path zip) {
        return new FunctionDefinition(
                name,
                zip,
                ProbeHandler.class.getName() + "::handleRequest",
                256,
                Duration.ofSeconds(30),
                Map.of("COLOUR", "green"),
                OptionalInt.empty(),
                "7",
                Set.of("live"),
                false);
    }

    /** Default options without start caches, which would be written at every stop. */
    public static LambdaOptions options(Path folder) {
        return LambdaOptions.in(folder).withLimits(LambdaLimits.defaults().withoutStartCaches());
    }

    private static byte[] jar() throws IOException {
        Path root = home(ProbeHandler.class);
        var bytes = new ByteArrayOutputStream();
        try (var jar = new ZipOutputStream(bytes)) {
            for (Path path : classes(root)) {
                add(jar, root.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return bytes.toByteArray();
    }

    private static Path home(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private static List<Path> classes(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(PACKAGE))) {
            return files.sorted().toList();
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] contents) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(SAME_TIME);
        zip.putNextEntry(entry);
        zip.write(contents);
        zip.closeEntry();
    }
}
