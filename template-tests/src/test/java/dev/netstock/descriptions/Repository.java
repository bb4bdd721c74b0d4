package dev.netstock.descriptions;

import dev.netstock.events.EventType;
import dev.netstock.platform.testing.Schemas;
import dev.netstock.platform.testing.Schemas.Place;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The documents of this repository, and the classes of its functions and events. */
final class Repository {
    static final String API = "https://netstock.dev/openapi";
    static final String EVENTS = "https://netstock.dev/schemas/";

    private static final String ASYNC_API = "asyncapi.json";
    private static final Path ROOT = root(Path.of("").toAbsolutePath());

    private Repository() {}

    static Path file(String inRepository) {
        return ROOT.resolve(inRepository);
    }

    static String text(String inRepository) {
        return text(file(inRepository));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The OpenAPI document, the AsyncAPI document, and the schemas of all events. */
    static Schemas schemas() {
        Map<String, JsonNode> documents = new HashMap<>();
        documents.put(API, new YAMLMapper().readTree(text("docs/openapi.yaml")));
        documents.put(EVENTS + ASYNC_API, asyncApi());
        try (Stream<Path> files = Files.walk(file("events/src/main/java"))) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(".sample.json"))
                    .forEach(
                            file ->
                                    documents.put(
                                            EVENTS + file.getFileName(),
                                            JsonMapper.shared().readTree(text(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Schemas(documents);
    }

    /** Refers to schemas by their names instead of their paths. */
    private static JsonNode asyncApi() {
        JsonNode document = new YAMLMapper().readTree(text("docs/asyncapi.yaml"));
        return JsonMapper.shared()
                .readTree(document.toString().replaceAll("\"\\.\\./events/[^\"]*/", "\""));
    }

    /** The payload of the AsyncAPI message of a type of event. */
    static Place payload(EventType type) {
        String message =
                asyncApi()
                        .at("/components/messages")
                        .propertyStream()
                        .filter(it -> it.getValue().get("name").asString().equals(type.text()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow();
        return event(ASYNC_API, "/components/messages/" + message + "/payload");
    }

    /** A schema of the OpenAPI document. */
    static Place api(String pointer) {
        return new Place(API, pointer);
    }

    /** A schema of events, such as {@code oversold.json}. */
    static Place event(String file, String pointer) {
        return new Place(EVENTS + file, pointer);
    }

    /** The folders of the modules whose code runs as functions, and of the events. */
    static List<Path> modules() {
        List<Path> modules = new ArrayList<>();
        for (String parent : List.of("functions", "libraries")) {
            try (Stream<Path> folders = Files.list(file(parent))) {
                folders.filter(it -> Files.isDirectory(it.resolve("src/main/java")))
                        .sorted()
                        .forEach(modules::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        modules.add(file("events"));
        return modules;
    }

    /** Every class of those modules. */
    static List<Class<?>> classes() {
        List<Class<?>> classes = new ArrayList<>();
        for (Path module : modules()) {
            Path folder = module.resolve("target/classes");
            try (Stream<Path> files = Files.walk(folder)) {
                files.map(file -> folder.relativize(file).toString())
                        .filter(name -> name.endsWith(".class"))
                        .filter(name -> !name.endsWith("package-info.class"))
                        .sorted()
                        .forEach(name -> classes.add(load(name)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return classes;
    }

    private static Class<?> load(String file) {
        String name = file.replace(".class", "").replace('/', '.');
        try {
            return Class.forName(name, false, Repository.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    name + " is on no class path: add its module to template-tests/pom.xml", e);
        }
    }

    /** A constant of a class, however hidden. */
    static Object constant(String className, String name) {
        return constants(load(className.replace('.', '/') + ".class"), Object.class).stream()
                .filter(constant -> constant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(className + " has no " + name))
                .value();
    }

    /** A static field, and what it holds. */
    record Constant<T>(String name, T value) {}

    /** The constants of a class that are of a type. */
    static <T> List<Constant<T>> constants(Class<?> of, Class<T> type) {
        List<Constant<T>> constants = new ArrayList<>();
        for (Field field : of.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())
                    && (type == Object.class || type.isAssignableFrom(field.getType()))) {
                value(field)
                        .filter(value -> type.isInstance(value))
                        .ifPresent(
                                value ->
                                        constants.add(
                                                new Constant<>(field.getName(), type.cast(value))));
            }
        }
        return constants;
    }

    private static Optional<Object> value(Field field) {
        try {
            field.setAccessible(true);
            return Optional.ofNullable(field.get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path root(Path folder) {
        return Files.exists(folder.resolve("docs/openapi.yaml"))
                ? folder
                : root(Objects.requireNonNull(folder.getParent(), "No docs/openapi.yaml"));
    }
}
