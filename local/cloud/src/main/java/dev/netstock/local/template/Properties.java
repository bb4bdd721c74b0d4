package dev.netstock.local.template;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * The evaluated properties of a resource, or a nested object. It tracks reads: {@link #finish}
 * fails if a property was not read, so that none is silently ignored. Numbers and booleans may be
 * strings, as in CloudFormation. Not thread-safe.
 */
public final class Properties {
    private final ObjectNode node;
    private final String type;
    private final TemplatePath path;
    private final IgnoredResources ignored;
    private final Set<String> read = new TreeSet<>();
    private final List<Properties> children = new ArrayList<>();

    Properties(ObjectNode node, String type, TemplatePath path, IgnoredResources ignored) {
        this.node = node;
        this.type = type;
        this.path = path;
        this.ignored = ignored;
    }

    public TemplatePath path() {
        return path;
    }

    public boolean has(String name) {
        return node.has(name);
    }

    /** A required string. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    public Optional<String> optionalText(String name) {
        return member(name).map(value -> scalar(value, path.child(name)));
    }

    /** A required integer. */
    public int number(String name) {
        return optionalNumber(name).orElseThrow(() -> missing(name));
    }

    public OptionalInt optionalNumber(String name) {
        Optional<String> text = optionalText(name);
        try {
            return text.isPresent()
                    ? OptionalInt.of(Integer.parseInt(text.get()))
                    : OptionalInt.empty();
        } catch (NumberFormatException _) {
            throw new TemplateException("An integer is expected", path.child(name));
        }
    }

    public boolean flag(String name, boolean otherwise) {
        return optionalText(name).map(text -> parseFlag(name, text)).orElse(otherwise);
    }

    /** The strings of a list; empty if the list is missing. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            texts.add(scalar(element, path.child(name)));
        }
        return texts;
    }

    /** A required object. */
    public Properties object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    public Optional<Properties> optionalObject(String name) {
        return member(name).map(value -> child(value, path.child(name)));
    }

    /** The objects of a list; empty if the list is missing. */
    public List<Properties> objects(String name) {
        List<Properties> objects = new ArrayList<>();
        for (JsonNode element : array(name)) {
            objects.add(child(element, path.child(name).child(objects.size())));
        }
        return objects;
    }

    /** The members of an object with arbitrary names, such as a function's environment. */
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        optionalObject(name)
                .ifPresent(
                        object -> object.names().forEach(key -> texts.put(key, object.text(key))));
        return texts;
    }

    /** All member names. */
    public List<String> names() {
        return node.propertyStream().map(Map.Entry::getKey).toList();
    }

    /** The member as JSON of any type. */
    public Optional<JsonNode> json(String name) {
        return member(name);
    }

    /** Ignores properties without an effect on one machine; they are listed at the start. */
    public void ignore(String... names) {
        for (String name : names) {
            if (node.has(name)) {
                read.add(name);
                ignored.property(type, name);
            }
        }
    }

    /**
     * Call this when all properties have been read.
     *
     * @throws TemplateException if a property, here or in a nested object, was not read
     */
    public void finish() {
        String unknown =
                names().stream().filter(name -> !read.contains(name)).collect(joining(", "));
        if (!unknown.isEmpty()) {
            throw new TemplateException(
                    type + ": the property " + unknown + " is not supported", path);
        }
        children.forEach(Properties::finish);
    }

    private Optional<JsonNode> member(String name) {
        read.add(name);
        return Optional.ofNullable(node.get(name));
    }

    private ArrayNode array(String name) {
        return switch (member(name).orElse(null)) {
            case null -> node.arrayNode();
            case ArrayNode array -> array;
            default -> throw new TemplateException("A list is expected", path.child(name));
        };
    }

    private Properties child(JsonNode value, TemplatePath where) {
        if (!(value instanceof ObjectNode object)) {
            throw new TemplateException("An object is expected", where);
        }
        var child = new Properties(object, type, where, ignored);
        children.add(child);
        return child;
    }

    private static String scalar(JsonNode value, TemplatePath where) {
        if (!value.isValueNode() || value.isNull()) {
            throw new TemplateException("A string is expected", where);
        }
        return value.asText();
    }

    private boolean parseFlag(String name, String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new TemplateException("true or false is expected", path.child(name));
        };
    }

    private TemplateException missing(String name) {
        return new TemplateException(type + ": the property " + name + " is missing", path);
    }
}
