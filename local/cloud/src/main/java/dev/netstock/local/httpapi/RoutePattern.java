package dev.netstock.local.httpapi;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed route key, with matching and precedence.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation">Routing
 *     API requests</a>
 */
record RoutePattern(String method, List<String> segments) implements Comparable<RoutePattern> {
    private static final String ANY = "ANY";

    static RoutePattern parse(String routeKey) {
        if (routeKey.equals(RouteDefinition.DEFAULT)) {
            return new RoutePattern(ANY, List.of("{proxy+}"));
        }
        List<String> words = List.of(routeKey.split(" ", -1));
        if (words.size() != 2 || !words.get(1).startsWith("/")) {
            throw new IllegalArgumentException("Invalid route key: " + routeKey);
        }
        return new RoutePattern(words.getFirst(), segmentsOf(words.get(1)));
    }

    /** The segments of a path. */
    static List<String> segmentsOf(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** The decoded path parameters if this method and raw path match. */
    Optional<Map<String, String>> match(String requestMethod, List<String> rawSegments) {
        boolean fits =
                (method.equals(ANY) || method.equals(requestMethod))
                        && (isGreedy()
                                ? rawSegments.size() >= segments.size()
                                : rawSegments.size() == segments.size());
        return fits ? parameters(rawSegments) : Optional.empty();
    }

    /**
     * Most specific first: literals before parameters before greedy parameters, methods before ANY.
     */
    @Override
    public int compareTo(RoutePattern other) {
        int shared = Math.min(segments.size(), other.segments.size());
        for (int i = 0; i < shared; i++) {
            int order =
                    Integer.compare(vagueness(segments.get(i)), vagueness(other.segments.get(i)));
            if (order != 0) {
                return order;
            }
        }
        int longerFirst = Integer.compare(other.segments.size(), segments.size());
        return longerFirst != 0
                ? longerFirst
                : Boolean.compare(method.equals(ANY), other.method.equals(ANY));
    }

    private Optional<Map<String, String>> parameters(List<String> rawSegments) {
        var parameters = new LinkedHashMap<String, String>();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (vagueness(segment) == 0) {
                if (!segment.equals(rawSegments.get(i))) {
                    return Optional.empty();
                }
            } else if (isGreedy(segment)) {
                parameters.put(nameIn(segment), rest(rawSegments, i));
            } else if (rawSegments.get(i).isEmpty()) {
                return Optional.empty();
            } else {
                parameters.put(nameIn(segment), decode(rawSegments.get(i)));
            }
        }
        return Optional.of(parameters);
    }

    private boolean isGreedy() {
        return isGreedy(segments.getLast());
    }

    private static boolean isGreedy(String segment) {
        return segment.endsWith("+}");
    }

    private static int vagueness(String segment) {
        if (!segment.startsWith("{")) {
            return 0;
        }
        return isGreedy(segment) ? 2 : 1;
    }

    private static String nameIn(String segment) {
        return segment.substring(1, segment.length() - (isGreedy(segment) ? 2 : 1));
    }

    private static String rest(List<String> rawSegments, int from) {
        var decoded = new ArrayList<String>();
        rawSegments.subList(from, rawSegments.size()).forEach(raw -> decoded.add(decode(raw)));
        return String.join("/", decoded);
    }

    /** Decodes a path, in which a plus sign is literal. */
    private static String decode(String raw) {
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
