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
 * The parameters of a query string, requested by name; {@link #refuseOthers} rejects the rest. It
 * parses the raw query string, because API Gateway's map joins repeated parameters with commas,
 * which then cannot be distinguished from commas in values. Not thread-safe.
 */
public final class Query {
    private final Map<String, List<String>> parameters = new LinkedHashMap<>();
    private final ValidationErrors errors;
    private final Set<String> requested = new HashSet<>();

    private Query(ValidationErrors errors) {
        this.errors = errors;
    }

    static Query parse(String raw, ValidationErrors errors) {
        Query query = new Query(errors);
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                query.add(pair);
            }
        }
        return query;
    }

    /** A parameter that must be given exactly once. */
    public <T> Optional<T> required(String name, FieldFormat<T> format) {
        if (!parameters.containsKey(name)) {
            requested.add(name);
            errors.add(at(name), "Required parameter is missing.");
            return Optional.empty();
        }
        return optional(name, format);
    }

    /** A parameter that may be omitted, or given once. */
    public <T> Optional<T> optional(String name, FieldFormat<T> format) {
        requested.add(name);
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            errors.add(at(name), "Duplicate parameter.");
            return Optional.empty();
        }
        return values.stream().findFirst().flatMap(value -> read(at(name), value, format));
    }

    /** A parameter that must be given once, and at most {@code timesMax} times. */
    public <T> List<T> repeated(String name, FieldFormat<T> format, int timesMax) {
        requested.add(name);
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.isEmpty() || values.size() > timesMax) {
            errors.add(at(name), "Must be given 1 to %d times.".formatted(timesMax));
            return List.of();
        }
        List<T> read = new ArrayList<>();
        for (int index = 0; index < values.size(); index++) {
            read(at(name) + "/" + index, values.get(index), format).ifPresent(read::add);
        }
        return read;
    }

    /** To be called last: each parameter that was not requested is an error. */
    public void refuseOthers() {
        parameters.keySet().stream()
                .filter(name -> !requested.contains(name))
                .forEach(name -> errors.add(at(name), "Unknown parameter."));
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
            errors.add("query:", "Must be a percent-encoded query string in UTF-8.");
        }
    }

    private <T> Optional<T> read(String pointer, String value, FieldFormat<T> format) {
        Optional<T> read = format.parse(value);
        if (read.isEmpty()) {
            errors.add(pointer, format.expectation());
        }
        return read;
    }

    private static String at(String name) {
        return "query:/" + name.replace("~", "~0").replace("/", "~1");
    }
}
