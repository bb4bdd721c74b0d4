package dev.netstock.json;

import dev.netstock.json.Json.JsonArray;
import dev.netstock.json.Json.JsonObject;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The members of an object, asked for one by one; what nobody asked for is a fault in the end, so
 * that a misspelt member is noticed. Not thread-safe.
 */
public final class JsonMembers {
    private final Map<String, Json> members;
    private final String pointer;
    private final Faults faults;
    private final Set<String> asked = new HashSet<>();

    private JsonMembers(Map<String, Json> members, String pointer, Faults faults) {
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
    public static Optional<JsonMembers> of(Json value, String pointer, Faults faults) {
        if (value instanceof JsonObject(Map<String, Json> members)) {
            return Optional.of(new JsonMembers(members, pointer, faults));
        }
        faults.add(pointer, "An object is expected.");
        return Optional.empty();
    }

    /** A member that must be there; empty, and a fault, if it is not or has another form. */
    public <T> Optional<T> required(String name, Form<T> form) {
        return find(name).flatMap(value -> read(name, value, form));
    }

    /** A member that may be left out; empty if it is, or, with a fault, if it has another form. */
    public <T> Optional<T> optional(String name, Form<T> form) {
        asked.add(name);
        return Optional.ofNullable(members.get(name)).flatMap(value -> read(name, value, form));
    }

    /**
     * An array of objects that must be there.
     *
     * @param element decodes one object; empty if something is wrong with it
     * @return what could be decoded
     */
    public <T> List<T> requiredObjects(
            String name, int sizeMax, Function<JsonMembers, Optional<T>> element) {
        List<T> decoded = new ArrayList<>();
        find(name)
                .map(value -> elements(name, value, sizeMax))
                .ifPresent(found -> decodeAll(pointer + "/" + name, found, element, decoded));
        return decoded;
    }

    /** To be called last: each member that was not asked for is a fault. */
    public void refuseOthers() {
        members.keySet().stream()
                .filter(name -> !asked.contains(name))
                .forEach(name -> faults.add(at(name), "There is no such member."));
    }

    private <T> void decodeAll(
            String arrayPointer,
            List<Json> elements,
            Function<JsonMembers, Optional<T>> element,
            List<T> decoded) {
        for (int index = 0; index < elements.size(); index++) {
            of(elements.get(index), arrayPointer + "/" + index, faults)
                    .flatMap(object -> decodeWhole(object, element))
                    .ifPresent(decoded::add);
        }
    }

    private static <T> Optional<T> decodeWhole(
            JsonMembers object, Function<JsonMembers, Optional<T>> element) {
        Optional<T> decoded = element.apply(object);
        object.refuseOthers();
        return decoded;
    }

    private List<Json> elements(String name, Json value, int sizeMax) {
        if (value instanceof JsonArray(List<Json> elements)
                && !elements.isEmpty()
                && elements.size() <= sizeMax) {
            return elements;
        }
        faults.add(at(name), "An array of 1 to %d objects is expected.".formatted(sizeMax));
        return List.of();
    }

    private Optional<Json> find(String name) {
        asked.add(name);
        Optional<Json> value = Optional.ofNullable(members.get(name));
        if (value.isEmpty()) {
            faults.add(at(name), "This member is missing.");
        }
        return value;
    }

    private <T> Optional<T> read(String name, Json value, Form<T> form) {
        Optional<T> read = form.read(value);
        if (read.isEmpty()) {
            faults.add(at(name), form.expectation());
        }
        return read;
    }

    /** Escapes as RFC 6901, section 3, demands. */
    private String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
