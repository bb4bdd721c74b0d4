package dev.netstock.platform.http;

import dev.netstock.platform.json.FieldFormat;
import dev.netstock.platform.json.UntrustedText;
import dev.netstock.platform.json.ValidationErrors;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a query string, asked for one by one; what nobody asked for is a fault in the
 * end. It reads the raw string, since API Gateway's map joins a parameter that is repeated by
 * commas, and then nobody can tell the two apart. Not thread-safe.
 */
public final class Query {
    private final Map<String, List<String>> parameters = new LinkedHashMap<>();
    private final ValidationErrors faults;
    private final Set<String> asked = new HashSet<>();

    private Query(ValidationErrors faults) {
        this.faults = faults;
    }

    static Query parse(String raw, ValidationErrors faults) {
        Query query = new Query(faults);
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                query.add(pair);
            }
        }
        return query;
    }

    /** A parameter that is given once. */
    public <T> Optional<T> required(String name, FieldFormat<T> form) {
        if (!parameters.containsKey(name)) {
            asked.add(name);
            faults.add(at(name), "Required parameter is missing.");
            return Optional.empty();
        }
        return optional(name, form);
    }

    /** A parameter that may be left out, or given once. */
    public <T> Optional<T> optional(String name, FieldFormat<T> form) {
        asked.add(name);
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            faults.add(at(name), "Duplicate parameter.");
            return Optional.empty();
        }
        return values.stream().findFirst().flatMap(value -> read(at(name), value, form));
    }

    /** A parameter that is given once, or up to {@code timesMax} times. */
    public <T> List<T> repeated(String name, FieldFormat<T> form, int timesMax) {
        asked.add(name);
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.isEmpty() || values.size() > timesMax) {
            faults.add(at(name), "Must be given 1 to %d times.".formatted(timesMax));
            return List.of();
        }
        List<T> read = new ArrayList<>();
        for (int index = 0; index < values.size(); index++) {
            read(at(name) + "/" + index, values.get(index), form).ifPresent(read::add);
        }
        return read;
    }

    /** To be called last: each parameter that was not asked for is a fault. */
    public void refuseOthers() {
        parameters.keySet().stream()
                .filter(name -> !asked.contains(name))
                .forEach(name -> faults.add(at(name), "Unknown parameter."));
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        Optional<String> name =
                UntrustedText.formDecoded(equals < 0 ? pair : pair.substring(0, equals));
        Optional<String> value =
                UntrustedText.formDecoded(equals < 0 ? "" : pair.substring(equals + 1));
        if (name.isPresent() && value.isPresent()) {
            parameters.computeIfAbsent(name.get(), _ -> new ArrayList<>()).add(value.get());
        } else {
            faults.add("query:", "Must be a percent-encoded query string in UTF-8.");
        }
    }

    private <T> Optional<T> read(String pointer, String value, FieldFormat<T> form) {
        Optional<T> read = form.parse(value);
        if (read.isEmpty()) {
            faults.add(pointer, form.expectation());
        }
        return read;
    }

    private static String at(String name) {
        return "query:/" + name.replace("~", "~0").replace("/", "~1");
    }
}
