package dev.netstock.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The class path of every function's JVM besides the function: AWS's runtime interface client, as
 * in AWS's base image, and the launcher.
 *
 * @param folder value of {@code LAMBDA_RUNTIME_DIR}
 * @param jars in the order of the class path
 * @param nativeLibrary the client's HTTP transport
 */
record FunctionRuntime(Path folder, List<Path> jars, Path nativeLibrary) {
    private static final List<String> PROVIDED =
            List.of(
                    "aws-lambda-java-core",
                    "aws-lambda-java-runtime-interface-client",
                    "aws-lambda-java-serialization",
                    "utils-lite");
    private static final FileTime SAME_TIME = FileTime.from(Instant.parse("2026-11-01T00:00:00Z"));

    /** Writes the launcher's jar and the native library to the folder if they are missing. */
    static FunctionRuntime prepare(Path folder) {
        try {
            Files.createDirectories(folder);
            List<Path> provided = providedJars(folder);
            var jars = new ArrayList<Path>();
            jars.add(launcherJar(folder));
            jars.addAll(provided);
            return new FunctionRuntime(folder, List.copyOf(jars), nativeLibrary(folder, provided));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare the functions' runtime", e);
        }
    }

    /** The build copies them to the module's resources. */
    private static List<Path> providedJars(Path folder) throws IOException {
        var jars = new ArrayList<Path>();
        for (String name : PROVIDED) {
            jars.add(copyOf("/function-runtime/" + name + ".jar", folder.resolve(name + ".jar")));
        }
        return jars;
    }

    private static Path copyOf(String resource, Path place) throws IOException {
        Path part = Files.createTempFile(place.getParent(), "provided", ".part");
        try (InputStream jar = FunctionRuntime.class.getResourceAsStream(resource)) {
            if (jar == null) {
                throw new IllegalStateException("Build the module local/cloud: no " + resource);
            }
            Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
        }
        return putInPlace(part, place);
    }

    /** A jar with one class, so that functions see no other class of the cloud. */
    private static Path launcherJar(Path folder) throws IOException {
        String entry = FunctionLauncher.class.getName().replace('.', '/') + ".class";
        Path part = Files.createTempFile(folder, "launcher", ".part");
        try (InputStream code = FunctionRuntime.class.getClassLoader().getResourceAsStream(entry);
                var jar = new JarOutputStream(Files.newOutputStream(part))) {
            jar.putNextEntry(new JarEntry(entry).setLastModifiedTime(SAME_TIME));
            code.transferTo(jar);
        }
        return putInPlace(part, folder.resolve("launcher.jar"));
    }

    /**
     * By default the client unpacks it to one fixed path in {@code /tmp} at each start, where JVMs
     * that start in parallel overwrite each other's file.
     */
    private static Path nativeLibrary(Path folder, List<Path> jars) throws IOException {
        String name = "libaws-lambda-jni.linux%s-%s.so".formatted(libc(), architecture());
        for (Path jar : jars) {
            try (var file = new JarFile(jar.toFile())) {
                JarEntry entry = file.getJarEntry("jni/" + name);
                if (entry != null) {
                    Path part = Files.createTempFile(folder, "jni", ".part");
                    Files.copy(
                            file.getInputStream(entry), part, StandardCopyOption.REPLACE_EXISTING);
                    return putInPlace(part, folder.resolve(name));
                }
            }
        }
        throw new IOException("AWS's runtime interface client has no " + name);
    }

    /** Keeps an equal file, since start caches depend on its modification time. */
    private static Path putInPlace(Path part, Path place) throws IOException {
        if (Files.exists(place) && Files.mismatch(part, place) < 0) {
            Files.delete(part);
        } else {
            Files.setLastModifiedTime(part, SAME_TIME);
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        }
        return place;
    }

    private static String libc() throws IOException {
        try (Stream<Path> loaders = Files.list(Path.of("/lib"))) {
            boolean musl =
                    loaders.anyMatch(path -> path.getFileName().toString().startsWith("ld-musl"));
            return musl ? "_musl" : "";
        }
    }

    private static String architecture() {
        return System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    }
}
