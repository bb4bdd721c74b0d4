package dev.netstock.operator.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.netstock.operator.drill.StageCopies.Ready;
import dev.netstock.operator.stage.StageFunction;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Replays into copies what they lack, compares them with the stage and with each other, and
 * reports.
 *
 * @param function does the work, in the network of the ledger
 * @param progress receives each step
 */
public record RestoreDrill(StageFunction function, Consumer<String> progress) {
    /** Differences of supply, which the next sync or the movements after the moment resolve. */
    private static final Set<String> OF_SUPPLY =
            Set.of(
                    "stale-item",
                    "ahead-item",
                    "missing-item",
                    "unknown-item",
                    "contradiction",
                    "shipped-elsewhere");

    /** The archive has an event some minutes after it happened; later, it has a gap. */
    private static final Duration ARCHIVED_WITHIN = Duration.ofHours(1);

    /** In a stage that sells, orders arrive between a replay and a comparison. */
    private static final int ROUNDS_MAX = 3;

    /** The counts and lists of a step, over all its pages. */
    private static final class Collected {
        private final Map<String, Long> counts = new TreeMap<>();
        private final Map<String, JsonNode> listed = new TreeMap<>();
        private Instant oldest = Instant.MAX;

        long count(String name) {
            return counts.getOrDefault(name, 0L);
        }

        void add(JsonNode page) {
            page.properties()
                    .forEach(
                            member -> {
                                if (member.getValue().isNumber()) {
                                    counts.merge(
                                            member.getKey(), member.getValue().asLong(), Long::sum);
                                } else if (member.getValue().isArray()) {
                                    member.getValue().forEach(it -> listed.put(key(it), it));
                                }
                            });
            if (page.has("oldest")) {
                Instant at = Instant.parse(page.path("oldest").asText());
                oldest = at.isBefore(oldest) ? at : oldest;
            }
        }

        private static String key(JsonNode each) {
            return each.isTextual()
                    ? each.asText()
                    : each.path("event").asText()
                            + each.path("sku").asText()
                            + " "
                            + each.path("location").asText();
        }

        /** Only what the other has in the same way. */
        void keep(Collected other) {
            listed.entrySet().removeIf(it -> !isSame(it.getValue(), other.listed.get(it.getKey())));
        }

        private static boolean isSame(JsonNode one, @Nullable JsonNode other) {
            return other != null && lack(one) == lack(other);
        }

        private static long lack(JsonNode difference) {
            return difference.path("reserved").asLong() - difference.path("restored").asLong();
        }

        ArrayNode list() {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            listed.values().forEach(list::add);
            return list;
        }
    }

    /** Runs the drill on copies, and returns the report. */
    public ObjectNode run(Ready copies) {
        progress.accept("Replaying the archive");
        Collected archive = collect(copies, "replay-archive");
        progress.accept("Replaying the table of deltas");
        Collected table = collect(copies, "replay-table");
        progress.accept("Repairing the copies");
        JsonNode repaired = call(copies, "repair");
        progress.accept("Comparing with the stage");
        Collected steps = collect(copies, "missing-steps");
        Collected units = collect(copies, "missing-units");
        for (int round = 1; round < ROUNDS_MAX && isAny(steps, units); round++) {
            collect(copies, "replay-archive");
            table.add(page(collect(copies, "replay-table")));
            steps.keep(collect(copies, "missing-steps"));
            units.keep(collect(copies, "missing-units"));
        }
        progress.accept("Reconciling the copies");
        JsonNode reconciled = call(copies, "reconcile");
        return report(copies, archive, table, steps, units, repaired, reconciled);
    }

    private static boolean isAny(Collected steps, Collected units) {
        return !steps.listed.isEmpty() || !units.listed.isEmpty();
    }

    private static ObjectNode page(Collected collected) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        collected.counts.forEach(page::put);
        page.set("events", collected.list());
        return page;
    }

    private Collected collect(Ready copies, String action) {
        var collected = new Collected();
        ObjectNode request = copies.request(StageFunction.action(action));
        do {
            JsonNode page = function.call(request);
            collected.add(page);
            request.remove("cursor");
            if (page.has("cursor")) {
                request.set("cursor", page.path("cursor"));
            }
        } while (request.has("cursor"));
        return collected;
    }

    /** A run that needs more than one call answers with a cursor until its report is written. */
    private JsonNode call(Ready copies, String action) {
        ObjectNode request = copies.request(StageFunction.action(action));
        JsonNode answer = function.call(request);
        while (answer.has("cursor")) {
            answer = function.call(request);
        }
        return answer;
    }

    private static ObjectNode report(
            Ready copies,
            Collected archive,
            Collected table,
            Collected steps,
            Collected units,
            JsonNode repaired,
            JsonNode reconciled) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("at", copies.at().toString());
        ObjectNode replayed = report.putObject("replayed");
        replayed.put("fromArchive", archive.count("added"));
        replayed.put("onlyInArchive", archive.count("rebuilt"));
        replayed.put("notArchived", table.count("added"));
        replayed.put("withoutItem", archive.count("withoutItem") + table.count("withoutItem"));
        ObjectNode found = report.putObject("reconcile");
        found.put("repaired", repaired.path("repaired").asLong());
        found.put("found", findings(reconciled, false));
        found.put("ofSupply", findings(reconciled, true));
        report.set("findings", reconciled.path("counts"));
        report.set("missingSteps", steps.list());
        report.set("missingUnits", units.list());
        report.put("verdict", verdict(report, table));
        return report;
    }

    private static long findings(JsonNode reconciled, boolean ofSupply) {
        return reconciled
                .path("counts")
                .valueStream()
                .filter(it -> OF_SUPPLY.contains(it.path("kind").asText()) == ofSupply)
                .mapToLong(it -> it.path("found").asLong())
                .sum();
    }

    private static String verdict(ObjectNode report, Collected table) {
        if (!report.path("missingSteps").isEmpty() || !report.path("missingUnits").isEmpty()) {
            return "missing";
        }
        if (report.at("/reconcile/found").asLong() > 0) {
            return "different";
        }
        return table.oldest.isBefore(Instant.now().minus(ARCHIVED_WITHIN))
                ? "archive-incomplete"
                : "complete";
    }

    /** Whether a report says that all would have been restored. */
    public static boolean isComplete(ObjectNode report) {
        return report.path("verdict").asText().equals("complete");
    }
}
