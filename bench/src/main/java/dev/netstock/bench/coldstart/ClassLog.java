package dev.netstock.bench.coldstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The classes that a JVM loaded, as {@code -Xlog:class+load} with the decorator {@code uptimenanos}
 * logs them.
 *
 * @param loaded the classes in the order of loading
 */
public record ClassLog(List<Loaded> loaded) {
    /** The phases of a start, and the class whose loading ends them. */
    static final Map<String, String> PHASES = phases();

    private static final double NANOS_PER_MILLI = 1e6;
    private static final Pattern LINE = Pattern.compile("\\[(\\d+)ns] (\\S+) source: (.*)");
    private static final Pattern JAR = Pattern.compile("file:.*/([^/]+?)-[0-9].*\\.jar");

    public ClassLog {
        loaded = List.copyOf(loaded);
    }

    /**
     * A loaded class.
     *
     * @param nanos since the start of the JVM
     * @param name the name of the class
     * @param source where it came from: a jar, an archive, a module, or the class that generated it
     */
    public record Loaded(long nanos, String name, String source) {}

    /** Reads the log of a process that may still run. */
    public static ClassLog read(Path file) throws IOException {
        List<Loaded> loaded = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                loaded.add(
                        new Loaded(
                                Long.parseLong(matcher.group(1)),
                                matcher.group(2),
                                matcher.group(3)));
            }
        }
        return new ClassLog(loaded);
    }

    /** The milliseconds from the start of the JVM to the loading of a class. */
    double millisUntil(String name) {
        return loaded.get(classesUntil(name)).nanos() / NANOS_PER_MILLI;
    }

    /** The number of classes that were loaded before a class. */
    int classesUntil(String name) {
        for (int index = 0; index < loaded.size(); index++) {
            if (loaded.get(index).name().equals(name)) {
                return index;
            }
        }
        throw new IllegalStateException(name + " was not loaded");
    }

    /** For example {@code 520 jdk, 80 platform}, the largest first. */
    String origins() {
        return loaded.stream()
                .collect(Collectors.groupingBy(ClassLog::origin, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String origin(Loaded each) {
        Matcher jar = JAR.matcher(each.source());
        if (jar.matches()) {
            return jar.group(1);
        }
        if (each.source().startsWith("shared objects file")) {
            return each.source().endsWith("(top)") ? "AppCDS" : "CDS of the JDK";
        }
        return each.source().startsWith("jrt:") ? "JDK" : "generated";
    }

    private static Map<String, String> phases() {
        Map<String, String> phases = new LinkedHashMap<>();
        phases.put("JVM", "com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
        phases.put("runtime client", "dev.netstock.checkout.CheckoutHandler");
        phases.put("first connection to DynamoDB", "sun.net.www.http.HttpClient");
        return phases;
    }
}
