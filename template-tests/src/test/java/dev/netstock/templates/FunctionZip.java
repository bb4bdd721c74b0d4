package dev.netstock.templates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A packaged function: its jars, and the contents of those that are net-stock's own.
 *
 * @param jars the names of all jars
 * @param classes class files by their path, {@code dev/netstock/checkout/CheckoutHandler.class}
 * @param resources the paths of the other files, without {@code META-INF/}
 */
record FunctionZip(Set<String> jars, Map<String, byte[]> classes, Set<String> resources) {
    private static final String OURS = "dev/netstock/";
    private static final Map<Path, FunctionZip> READ = new ConcurrentHashMap<>();

    /** Several functions may share a zip: it is read once. */
    static FunctionZip of(Path zip) throws IOException {
        var known = READ.get(zip);
        if (known != null) {
            return known;
        }
        var read = read(zip);
        READ.put(zip, read);
        return read;
    }

    private static FunctionZip read(Path zip) throws IOException {
        var zipped = new FunctionZip(new TreeSet<>(), new TreeMap<>(), new TreeSet<>());
        try (var jars = new ZipInputStream(Files.newInputStream(zip))) {
            for (var jar = jars.getNextEntry(); jar != null; jar = jars.getNextEntry()) {
                if (isLibrary(jar)) {
                    zipped.jars.add(jar.getName().substring("lib/".length()));
                    zipped.add(new ZipInputStream(new ByteArrayInputStream(jars.readAllBytes())));
                }
            }
        }
        return zipped;
    }

    boolean hasClass(String name) {
        return classes.containsKey(name.replace('.', '/') + ".class");
    }

    private static boolean isLibrary(ZipEntry entry) {
        return entry.getName().startsWith("lib/") && entry.getName().endsWith(".jar");
    }

    private void add(ZipInputStream jar) throws IOException {
        var files = new TreeSet<String>();
        boolean ours = false;
        for (var entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
            var name = entry.getName();
            ours |= name.startsWith(OURS);
            if (name.startsWith(OURS) && name.endsWith(".class")) {
                classes.put(name, jar.readAllBytes());
            } else if (!entry.isDirectory() && !name.startsWith("META-INF/")) {
                files.add(name);
            }
        }
        if (ours) {
            resources.addAll(files);
        }
    }
}
