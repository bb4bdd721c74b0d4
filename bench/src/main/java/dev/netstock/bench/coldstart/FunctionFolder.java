package dev.netstock.bench.coldstart;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The packaged checkout function, unpacked as Lambda unpacks it, with the jars of Lambda's Java
 * runtime. Deleted when it is closed.
 *
 * @param root the folder of the unpacked function
 * @param runtime the folder of the runtime's jars
 */
record FunctionFolder(Path root, Path runtime) implements AutoCloseable {
    /** Unpacks the zip of this build. */
    static FunctionFolder unpack() throws IOException {
        Path target = target();
        Path zip = target.resolve("../../functions/checkout/target/checkout.zip").normalize();
        if (!Files.exists(zip)) {
            throw new IllegalStateException("There is no " + zip + ": run mvn package first");
        }
        Path root = Files.createTempDirectory("checkout");
        try (var archive = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : archive.stream().filter(it -> !it.isDirectory()).toList()) {
                Path file = root.resolve(entry.getName()).normalize();
                Files.createDirectories(file.getParent());
                Files.copy(archive.getInputStream(entry), file);
            }
        }
        return new FunctionFolder(root, target.resolve("runtime"));
    }

    /** The runtime's jars, then the function's, always in the same order. */
    String classPath() throws IOException {
        return Stream.concat(jars(runtime).stream(), jars(root.resolve("lib")).stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** A file beside the function. */
    Path file(String name) {
        return root.resolve(name);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    /** The module's build folder: this class is in {@code target/classes} or {@code bench.jar}. */
    private static Path target() {
        Path classes =
                Path.of(
                        FunctionFolder.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath());
        return classes.resolveSibling(".").normalize();
    }
}
