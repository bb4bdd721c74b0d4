package dev.netstock.local.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parameters of a request in AWS's Query protocol, or those below one of them: lists are {@code
 * Name.member.1}, maps {@code Name.entry.1.key}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html#API_PublishBatch_RequestParameters">Request
 *     parameters</a>
 */
record QueryParameters(Map<String, String> values) {
    private static final Set<String> PROTOCOL = Set.of("Action", "Version");

    static QueryParameters parse(String form) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String field : form.split("&", -1)) {
            String[] pair = field.split("=", 2);
            values.put(
                    URLDecoder.decode(pair[0], UTF_8),
                    pair.length == 2 ? URLDecoder.decode(pair[1], UTF_8) : "");
        }
        return new QueryParameters(values);
    }

    /** A parameter that is neither one of these nor part of the protocol. */
    Optional<String> unread(Set<String> known) {
        return values.keySet().stream()
                .map(it -> it.split("\\.", 2)[0])
                .filter(it -> !it.isEmpty() && !PROTOCOL.contains(it) && !known.contains(it))
                .findFirst();
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value, or an empty string. */
    String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** The elements of a list in order. */
    List<QueryParameters> list(String name) {
        Map<Integer, Map<String, String>> elements = new TreeMap<>();
        String start = name + ".";
        values.forEach(
                (key, value) -> {
                    String[] rest = key.startsWith(start) ? key.split("\\.", 4) : new String[0];
                    if (rest.length == 4 && rest[2].matches("\\d{1,5}")) {
                        elements.computeIfAbsent(
                                        Integer.valueOf(rest[2]), _ -> new LinkedHashMap<>())
                                .put(rest[3], value);
                    }
                });
        List<QueryParameters> list = new ArrayList<>();
        elements.values().forEach(it -> list.add(new QueryParameters(it)));
        return list;
    }

    /** A map of strings. */
    Map<String, String> map(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        list(name).forEach(entry -> map.put(entry.text("key"), entry.text("value")));
        return map;
    }
}
