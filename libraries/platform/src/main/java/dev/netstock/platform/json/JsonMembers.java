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
 * The members of an object, asked for one by one. Whoever reads requests has what nobody asked for
 * refused in the end, so that a misspelt member is noticed; whoever reads events overlooks it, so
 * that members may be added. Not thread-safe.
 */
public final class JsonMembers {
    private final Map<String, Json> members;
    private final String pointer;
    private final ValidationErrors faults;
    private final Set<String> asked = new HashSet<>();

    private JsonMembers(Map<String, Json> members, String pointer, ValidationErrors faults) {
        this.members = members;
        this.pointer = pointer;
        this.faults = faults;
    }

    /**
     * Opens an object.
     *
     * @param value should be an object
     * @param pointer where the value stands
     * @param faults told of all that is wrong with it
     * @return its members; empty if it is no object
     */
    public static Optional<JsonMembers> of(Json value, String pointer, ValidationErrors faults) {
        if (value instanceof JsonObject(Map<String, Json> members)) {
            members.keySet().stream()
                    .filter(name -> !UntrustedText.isClean(name))
                    .forEach(name -> faults.add(at(pointer, name), UntrustedText.UNCLEAN));
            return Optional.of(new JsonMembers(members, pointer, faults));
        }
        faults.add(pointer, "Must be an object.");
        return Optional.empty();
    }

    /** A member that must be there; empty, and a fault, if it is not or has another form. */
    public <T> Optional<T> required(String name, FieldFormat<T> form) {
        return find(name).flatMap(value -> read(name, value, form));
    }

    /**
     * The same, for whoever first asks for all members and then makes something of them.
     *
     * @return gives the value; to be asked once it is sure that there are no faults
     */
    public <T> Supplier<T> needed(String name, FieldFormat<T> form) {
        return required(name, form)::orElseThrow;
    }

    /** A member that may be left out; empty if it is, or, with a fault, if it has another form. */
    public <T> Optional<T> optional(String name, FieldFormat<T> form) {
        asked.add(name);
        return Optional.ofNullable(members.get(name)).flatMap(value -> read(name, value, form));
    }

    /** Whether one of these members is there, whatever it is. */
    public boolean hasAny(Collection<String> names) {
        return names.stream().anyMatch(members::containsKey);
    }

    /**
     * An array of objects that must be there.
     *
     * @param element decodes one object; empty if something is wrong with it
     * @return what could be decoded
     */
    public <T> List<T> requiredObjects(
            String name, int sizeMax, Function<JsonMembers, Optional<T>> element) {
        return requiredObjects(name, 1, sizeMax, element);
    }

    /** The same, for an array that may have fewer elements, or none. */
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

    /** An object that must be there; empty, and a fault, if it is not. */
    public Optional<JsonMembers> requiredObject(String name) {
        return find(name).flatMap(value -> of(value, at(name), faults));
    }

    /** An object that may be left out; empty if it is, or, with a fault, if it is none. */
    public Optional<JsonMembers> optionalObject(String name) {
        asked.add(name);
        return Optional.ofNullable(members.get(name)).flatMap(value -> of(value, at(name), faults));
    }

    /**
     * An array of objects that must be there, and may be empty; members of theirs that {@code
     * element} does not ask for are overlooked.
     *
     * @param element asks for the members of one object, and makes something of them later
     * @return makes the elements; to be asked once it is sure that there are no faults
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

    /** The elements of an array that must be there, whatever they are; empty if it is not. */
    public List<Json> requiredElements(String name, int sizeMin, int sizeMax) {
        return find(name).map(value -> elements(name, value, sizeMin, sizeMax)).orElse(List.of());
    }

    /** Refuses a member that has the right form, and does not fit the others. */
    public void refuse(String name, String message) {
        faults.add(at(name), message);
    }

    /** To be called last: each member that was not asked for is a fault. */
    public void refuseOthers() {
        members.keySet().stream()
                .filter(name -> !asked.contains(name))
                .forEach(name -> faults.add(at(name), "Unknown member."));
    }

    private <T> void decodeAll(
            String arrayPointer,
            List<Json> elements,
            Function<JsonMembers, Optional<T>> element,
            List<T> decoded) {
        for (int index = 0; index < elements.size(); index++) {
            of(elements.get(index), arrayPointer + "/" + index, faults)
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
        faults.add(at(name), "Must be an array of %d to %d elements.".formatted(sizeMin, sizeMax));
        return List.of();
    }

    private Optional<Json> find(String name) {
        asked.add(name);
        Optional<Json> value = Optional.ofNullable(members.get(name));
        if (value.isEmpty()) {
            faults.add(at(name), "Required member is missing.");
        }
        return value;
    }

    private <T> Optional<T> read(String name, Json value, FieldFormat<T> form) {
        Optional<T> read = form.read(value);
        if (read.isEmpty()) {
            faults.add(at(name), form.expectation());
        }
        return read;
    }

    /** Escapes as RFC 6901, section 3, demands. */
    static String at(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private String at(String name) {
        return at(pointer, name);
    }
}
