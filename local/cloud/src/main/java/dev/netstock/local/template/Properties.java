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
 * The evaluated properties of a resource, or an object within them. It remembers what was read: a
 * property that nobody asked for fails {@link #finish}, so that none is skipped in silence. Numbers
 * and booleans may be written as text, as CloudFormation allows. Not thread-safe.
 */
public final class Properties {
    private final ObjectNode node;
    private final String type;
    private final TemplatePath path;
    private final PassedOver passedOver;
    private final Set<String> read = new TreeSet<>();
    private final List<Properties> children = new ArrayList<>();

    Properties(ObjectNode node, String type, TemplatePath path, PassedOver passedOver) {
        this.node = node;
        this.type = type;
        this.path = path;
        this.passedOver = passedOver;
    }

    public TemplatePath path() {
        return path;
    }

    public boolean has(String name) {
        return node.has(name);
    }

    /** The text, which must be there. */
    public String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    public Optional<String> optionalText(String name) {
        return member(name).map(value -> scalar(value, path.child(name)));
    }

    /** The whole number, which must be there. */
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
            throw new TemplateException("A whole number is expected", path.child(name));
        }
    }

    public boolean flag(String name, boolean otherwise) {
        return optionalText(name).map(text -> parseFlag(name, text)).orElse(otherwise);
    }

    /** The texts of a list; none if it is not there. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : array(name)) {
            texts.add(scalar(element, path.child(name)));
        }
        return texts;
    }

    /** The object, which must be there. */
    public Properties object(String name) {
        return optionalObject(name).orElseThrow(() -> missing(name));
    }

    public Optional<Properties> optionalObject(String name) {
        return member(name).map(value -> child(value, path.child(name)));
    }

    /** The objects of a list; none if it is not there. */
    public List<Properties> objects(String name) {
        List<Properties> objects = new ArrayList<>();
        for (JsonNode element : array(name)) {
            objects.add(child(element, path.child(name).child(objects.size())));
        }
        return objects;
    }

    /** The members of an object whose names are free, such as a function's environment. */
    public Map<String, String> textMap(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        optionalObject(name)
                .ifPresent(
                        object -> object.names().forEach(key -> texts.put(key, object.text(key))));
        return texts;
    }

    /** The names of all members. */
    public List<String> names() {
        return node.propertyStream().map(Map.Entry::getKey).toList();
    }

    /** The member as JSON, whatever it is. */
    public Optional<JsonNode> json(String name) {
        return member(name);
    }

    /** Declares properties that mean nothing on one machine: they are listed, and not read. */
    public void passOver(String... names) {
        for (String name : names) {
            if (node.has(name)) {
                read.add(name);
                passedOver.property(type, name);
            }
        }
    }

    /**
     * To be called when all has been read.
     *
     * @throws TemplateException if a property, here or in an object within, was not asked for
     */
    public void finish() {
        String unknown =
                names().stream().filter(name -> !read.contains(name)).collect(joining(", "));
        if (!unknown.isEmpty()) {
            throw new TemplateException(type + ": the property " + unknown + " is not known", path);
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
        var child = new Properties(object, type, where, passedOver);
        children.add(child);
        return child;
    }

    private static String scalar(JsonNode value, TemplatePath where) {
        if (!value.isValueNode() || value.isNull()) {
            throw new TemplateException("A text is expected", where);
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
