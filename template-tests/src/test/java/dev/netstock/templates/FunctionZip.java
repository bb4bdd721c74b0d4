package dev.netstock.templates;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The classes of net-stock itself in a packaged function: those of its own jar and of our libraries
 * in {@code lib/}, without those of others.
 *
 * @param classes class files by their path, {@code dev/netstock/checkout/CheckoutHandler.class}
 */
record FunctionZip(Map<String, byte[]> classes) {
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
        var classes = new TreeMap<String, byte[]>();
        try (var jars = new ZipInputStream(Files.newInputStream(zip))) {
            for (var jar = jars.getNextEntry(); jar != null; jar = jars.getNextEntry()) {
                if (isLibrary(jar)) {
                    addClasses(new ByteArrayInputStream(jars.readAllBytes()), classes);
                }
            }
        }
        return new FunctionZip(classes);
    }

    boolean hasClass(String name) {
        return classes.containsKey(name.replace('.', '/') + ".class");
    }

    private static boolean isLibrary(ZipEntry entry) {
        return entry.getName().startsWith("lib/") && entry.getName().endsWith(".jar");
    }

    private static void addClasses(InputStream jar, Map<String, byte[]> classes)
            throws IOException {
        var entries = new ZipInputStream(jar);
        for (var entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            if (entry.getName().startsWith(OURS) && entry.getName().endsWith(".class")) {
                classes.put(entry.getName(), entries.readAllBytes());
            }
        }
    }
}
