package dev.netstock.platform.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The words in code: the texts in its class files, by which it could read a request. */
public final class Words {
    private Words() {}

    /**
     * The words of all classes in the same folder or archive as these. Names of constants count in
     * both spellings, {@code FIRST_VALUE} and {@code first-value}.
     */
    public static Set<String> beside(Class<?>... some) {
        Set<String> words = new TreeSet<>();
        for (Class<?> one : some) {
            texts(one).stream()
                    .filter(text -> text.matches("[A-Za-z][A-Za-z0-9_-]{0,40}"))
                    .forEach(
                            text -> {
                                words.add(text);
                                words.add(text.toLowerCase(Locale.ROOT).replace('_', '-'));
                            });
        }
        return words;
    }

    /** All texts in the classes of the same folder or archive. */
    public static Set<String> texts(Class<?> one) {
        return texts(one, "");
    }

    /** The texts in the classes of the same package: one zip may contain several functions. */
    public static Set<String> textsOfPackage(Class<?> one) {
        return texts(one, one.getPackageName().replace('.', '/') + "/[^/]+");
    }

    private static Set<String> texts(Class<?> one, String names) {
        try {
            URI source = one.getProtectionDomain().getCodeSource().getLocation().toURI();
            Path path = Path.of(source);
            if (Files.isDirectory(path)) {
                return textsUnder(path, names);
            }
            try (FileSystem archive = FileSystems.newFileSystem(path, Map.of())) {
                return textsUnder(archive.getPath("/"), names);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The pattern {@code names} is of paths relative to {@code root}; empty for all. */
    private static Set<String> textsUnder(Path root, String names) throws IOException {
        Set<String> texts = new TreeSet<>();
        List<Path> classes;
        try (Stream<Path> files = Files.walk(root)) {
            classes =
                    files.filter(file -> file.toString().endsWith(".class"))
                            .filter(
                                    file ->
                                            names.isEmpty()
                                                    || root.relativize(file)
                                                            .toString()
                                                            .matches(names))
                            .toList();
        }
        for (Path file : classes) {
            ClassFile.of()
                    .parse(Files.readAllBytes(file))
                    .constantPool()
                    .forEach(
                            entry -> {
                                if (entry instanceof StringEntry text) {
                                    texts.add(text.stringValue());
                                }
                            });
        }
        return texts;
    }
}
