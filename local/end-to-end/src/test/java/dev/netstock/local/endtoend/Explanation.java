package dev.netstock.local.endtoend;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The response of {@code GET /v1/stock/{sku}/explanation}, with checks of its sums. */
record Explanation(JsonNode answer) {
    private static final List<String> SIDES = List.of("ledger", "netStock");

    /** The units of a line; -1 if the line is missing. */
    long units(String side, String name) {
        return answer.path(side)
                .path("lines")
                .valueStream()
                .filter(line -> line.path("name").asText().equals(name))
                .mapToLong(line -> line.path("units").asLong())
                .findFirst()
                .orElse(-1);
    }

    /** Sums that differ from their lines, such as {@code ledger: net is 3, not 4}. */
    List<String> wrongSums() {
        return SIDES.stream().flatMap(side -> wrongSums(side).stream()).toList();
    }

    /** The number of sums. */
    long sums() {
        return SIDES.stream()
                .flatMap(side -> answer.path(side).path("lines").valueStream())
                .filter(line -> line.has("is"))
                .count();
    }

    /** Whether net stock and the ledger have received all changes from each other. */
    boolean bothSidesAgree() {
        return answer.at("/netStock/ledgerVersion").equals(answer.at("/ledger/version"))
                && units("ledger", "supply") == units("netStock", "supply")
                && units("ledger", "taken") == units("netStock", "reserved");
    }

    @Override
    public String toString() {
        return SIDES.stream()
                .flatMap(side -> answer.path(side).path("lines").valueStream())
                .map(line -> line.path("name").asText() + " " + line.path("units").asLong())
                .collect(joining(", "));
    }

    private List<String> wrongSums(String side) {
        List<String> wrong = new ArrayList<>();
        Map<String, Long> above = new HashMap<>();
        for (JsonNode line : answer.path(side).path("lines")) {
            String name = line.path("name").asText();
            long stated = line.path("units").asLong();
            long sum = line.has("is") ? sum(line.path("is").asText(), above) : stated;
            if (sum != stated) {
                wrong.add("%s: %s is %d, not %d".formatted(side, name, sum, stated));
            }
            above.put(name, stated);
        }
        return wrong;
    }

    /** Evaluates {@code onHand - samples - unshipped}, where each term is an earlier line. */
    private static long sum(String terms, Map<String, Long> above) {
        long sum = 0;
        int sign = 1;
        for (String term : terms.split(" ", -1)) {
            switch (term) {
                case "+" -> sign = 1;
                case "-" -> sign = -1;
                default -> sum += sign * lineAbove(term, above);
            }
        }
        return sum;
    }

    private static long lineAbove(String name, Map<String, Long> above) {
        Long units = above.get(name);
        if (units == null) {
            throw new AssertionError("No line above is called " + name);
        }
        return units;
    }
}
