package dev.netstock.platform.json;

import dev.netstock.platform.json.Json.JsonArray;
import dev.netstock.platform.json.Json.JsonObject;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The members of an object, requested by name. Readers of requests reject all other members with
 * {@link #refuseOthers}, so that a misspelled member is noticed; readers of events ignore them, so
 * that members may be added. Not thread-safe.
 */
public final class JsonMembers {
    private final Map<String, Json> members;
    private final String pointer;
    private final ValidationErrors errors;
    private final Set<String> requested = new HashSet<>();

    private JsonMembers(Map<String, Json> members, String pointer, ValidationErrors errors) {
        this.members = members;
        this.pointer = pointer;
        this.errors = errors;
    }

    /**
     * Opens an object.
     *
     * @param value the value, which should be an object
     * @param pointer the location of the value
     * @param errors receives its validation errors
     * @return its members; empty if it is not an object
     */
    public static Optional<JsonMembers> of(Json value, String pointer, ValidationErrors errors) {
        if (value instanceof JsonObject(Map<String, Json> members)) {
            members.keySet().stream()
                    .filter(name -> !UntrustedText.isClean(name))
                    .forEach(name -> errors.add(at(pointer, name), UntrustedText.UNCLEAN));
            return Optional.of(new JsonMembers(members, pointer, errors));
        }
        errors.add(pointer, "Must be an object.");
        return Optional.empty();
    }

    /**
     * A required member. If it is missing or its format is invalid, the result is empty and an
     * error is added.
     */
    public <T> Optional<T> required(String name, FieldFormat<T> format) {
        return find(name).flatMap(value -> read(name, value, format));
    }

    /**
     * A required member, for decoders that request all members before they create the result.
     *
     * @return supplies the value; to be called only after it is certain that there are no errors
     */
    public <T> Supplier<T> needed(String name, FieldFormat<T> format) {
        return required(name, format)::orElseThrow;
    }

    /** An optional member: empty if it is missing; if its format is invalid, an error is added. */
    public <T> Optional<T> optional(String name, FieldFormat<T> format) {
        requested.add(name);
        return Optional.ofNullable(members.get(name)).flatMap(value -> read(name, value, format));
    }

    /** Whether one of these members is present, with any value. */
    public boolean hasAny(Collection<String> names) {
        return names.stream().anyMatch(members::containsKey);
    }

    /**
     * A required array of objects.
     *
     * @param element decodes one object; empty if it is invalid
     * @return the elements that could be decoded
     */
    public <T> List<T> requiredObjects(
            String name, int sizeMax, Function<JsonMembers, Optional<T>> element) {
        return requiredObjects(name, 1, sizeMax, element);
    }

    /** A required array of objects with a minimum size, which may be 0. */
    public <T> List<T> requiredObjects(
            String name, int sizeMin, int sizeMax, Function<JsonMembers, Optional<T>> element) {
        List<T> decoded = new ArrayList<>();
        find(name)
                .map(value -> elements(name, value, sizeMin, sizeMax))
                .ifPresent(
                        found ->
                                decodeAll(
                                        pointer + "/" + name,
                                        found,
                                        object -> decodeWhole(object, element),
                                        decoded));
        return decoded;
    }

    /**
     * A required object. If it is missing or not an object, the result is empty and an error is
     * added.
     */
    public Optional<JsonMembers> requiredObject(String name) {
        return find(name).flatMap(value -> of(value, at(name), errors));
    }

    /** An optional object: empty if it is missing; if it is not an object, an error is added. */
    public Optional<JsonMembers> optionalObject(String name) {
        requested.add(name);
        return Optional.ofNullable(members.get(name)).flatMap(value -> of(value, at(name), errors));
    }

    /**
     * A required array of objects, which may be empty. Members that {@code element} does not
     * request are ignored.
     *
     * @param element requests the members of one object, and supplies the element later
     * @return supplies the elements; to be called only after it is certain that there are no errors
     */
    public <T> Supplier<List<T>> tolerantObjects(
            String name, int sizeMax, Function<JsonMembers, Supplier<T>> element) {
        List<Supplier<T>> made = new ArrayList<>();
        find(name)
                .map(value -> elements(name, value, 0, sizeMax))
                .ifPresent(
                        found ->
                                decodeAll(
                                        pointer + "/" + name,
                                        found,
                                        object -> Optional.of(element.apply(object)),
                                        made));
        return () -> made.stream().map(Supplier::get).toList();
    }

    /** The elements of a required array, of any type; empty if it is missing. */
    public List<Json> requiredElements(String name, int sizeMin, int sizeMax) {
        return find(name).map(value -> elements(name, value, sizeMin, sizeMax)).orElse(List.of());
    }

    /** Adds an error for a member with a valid format that contradicts other members. */
    public void refuse(String name, String message) {
        errors.add(at(name), message);
    }

    /** To be called last: each member that was not requested is an error. */
    public void refuseOthers() {
        members.keySet().stream()
                .filter(name -> !requested.contains(name))
                .forEach(name -> errors.add(at(name), "Unknown member."));
    }

    private <T> void decodeAll(
            String arrayPointer,
            List<Json> elements,
            Function<JsonMembers, Optional<T>> element,
            List<T> decoded) {
        for (int index = 0; index < elements.size(); index++) {
            of(elements.get(index), arrayPointer + "/" + index, errors)
                    .flatMap(element)
                    .ifPresent(decoded::add);
        }
    }

    private static <T> Optional<T> decodeWhole(
            JsonMembers object, Function<JsonMembers, Optional<T>> element) {
        Optional<T> decoded = element.apply(object);
        object.refuseOthers();
        return decoded;
    }

    private List<Json> elements(String name, Json value, int sizeMin, int sizeMax) {
        if (value instanceof JsonArray(List<Json> elements)
                && elements.size() >= sizeMin
                && elements.size() <= sizeMax) {
            return elements;
        }
        errors.add(at(name), "Must be an array of %d to %d elements.".formatted(sizeMin, sizeMax));
        return List.of();
    }

    private Optional<Json> find(String name) {
        requested.add(name);
        Optional<Json> value = Optional.ofNullable(members.get(name));
        if (value.isEmpty()) {
            errors.add(at(name), "Required member is missing.");
        }
        return value;
    }

    private <T> Optional<T> read(String name, Json value, FieldFormat<T> format) {
        Optional<T> read = format.read(value);
        if (read.isEmpty()) {
            errors.add(at(name), format.expectation());
        }
        return read;
    }

    /** Escapes as RFC 6901, section 3, requires. */
    static String at(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private String at(String name) {
        return at(pointer, name);
    }
}
