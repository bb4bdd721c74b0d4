package dev.netstock.operator.command;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints explanations as trees: below each sum its terms, and beside each term when it was last
 * reported.
 *
 * @param out where they are printed
 * @param now the time from which ages count
 */
record ExplanationTree(PrintWriter out, Instant now) {
    private static final String BRANCH = "├─ ";
    private static final String LAST_BRANCH = "└─ ";
    private static final String TRUNK = "│  ";
    private static final String GAP = "   ";

    /** The terms that other systems report to the ledger. */
    private static final Set<String> REPORTED =
            Set.of(
                    "book",
                    "sales",
                    "receipts",
                    "adjustments",
                    "transfers",
                    "returns",
                    "shipments",
                    "samples",
                    "taken");

    /**
     * A line of the tree.
     *
     * @param label with the branches before it
     */
    private record Line(String label, String units, String note) {}

    /** A term of a sum, {@code - samples}. */
    private record Term(boolean isSubtracted, String name) {
        static List<Term> of(JsonNode line) {
            List<Term> terms = new ArrayList<>();
            boolean isSubtracted = false;
            for (String word : line.path("is").asText().split(" ", -1)) {
                switch (word) {
                    case "+" -> isSubtracted = false;
                    case "-" -> isSubtracted = true;
                    case "" -> {}
                    default -> terms.add(new Term(isSubtracted, word));
                }
            }
            return terms;
        }
    }

    /** Prints an answer of {@code GET /v1/stock/{sku}/explanation}. */
    void print(JsonNode explanation) {
        JsonNode ledger = explanation.path("ledger");
        JsonNode netStock = explanation.path("netStock");
        out.printf(
                "%s at %s%n",
                explanation.path("sku").asText(), explanation.path("location").asText());
        out.println();
        out.println("Ledger" + ledgerNote(ledger));
        side(ledger);
        out.println();
        out.println("Net stock" + netStockNote(netStock, ledger));
        side(netStock);
        out.println();
    }

    /** Prints what each mall shows of the SKU: the malls of any explanation of it. */
    void printMalls(JsonNode explanation) {
        JsonNode malls = explanation.path("malls");
        if (malls.isEmpty()) {
            return;
        }
        out.println("Malls");
        var table =
                new Table(
                        List.of(
                                "mall",
                                "state",
                                "item",
                                "units",
                                "shows",
                                "set aside",
                                "target",
                                "because",
                                "pending",
                                "last sent"));
        for (JsonNode mall : malls) {
            String name = mall.path("mall").asText();
            String state = mall.path("state").asText();
            if (mall.path("items").isEmpty()) {
                table.row(List.of(name, state, "", "", "", "", "", "unmapped", "", ""));
            }
            for (JsonNode item : mall.path("items")) {
                JsonNode part = part(item, explanation.path("sku").asText());
                String variant = item.path("variant").asText();
                table.row(
                        List.of(
                                name,
                                state,
                                item.path("item").asText()
                                        + (variant.isEmpty() ? "" : "/" + variant),
                                part.path("units").asText(),
                                MallsCommand.shows(item),
                                part.path("setAside").asText(),
                                item.path("target").asText(),
                                state.equals("paused")
                                        ? "paused"
                                        : item.path("problem").asText(item.path("reason").asText()),
                                String.join(
                                        ", ",
                                        item.path("pending")
                                                .valueStream()
                                                .map(JsonNode::asText)
                                                .toList()),
                                MallsCommand.sent(item)));
            }
        }
        table.print("", out);
        out.println();
    }

    private static JsonNode part(JsonNode item, String sku) {
        return item.path("parts")
                .valueStream()
                .filter(part -> part.path("sku").asText().equals(sku))
                .findFirst()
                .orElse(item.path("none"));
    }

    private String ledgerNote(JsonNode ledger) {
        if (ledger.isMissingNode()) {
            return ": does not know this item";
        }
        var note = new StringBuilder();
        if (ledger.has("businessDate")) {
            note.append(", business date ").append(ledger.path("businessDate").asText());
        }
        note.append(", supply version ").append(ledger.path("version").asText());
        if (ledger.has("sentAt")) {
            note.append(", last sent ").append(age(ledger.path("sentAt").asText()));
        }
        return note.toString();
    }

    private static String netStockNote(JsonNode netStock, JsonNode ledger) {
        if (netStock.isMissingNode()) {
            return ": does not know this item";
        }
        String version = netStock.path("ledgerVersion").asText();
        String newest = ledger.path("version").asText(version);
        return ", supply version "
                + version
                + (version.equals(newest) ? "" : "; version " + newest + " is in flight");
    }

    /** The sums that are no term of another, and then the remaining lines. */
    private void side(JsonNode side) {
        Map<String, JsonNode> lines = new LinkedHashMap<>();
        Set<String> terms = new HashSet<>();
        for (JsonNode line : side.path("lines")) {
            lines.put(line.path("name").asText(), line);
            Term.of(line).forEach(term -> terms.add(term.name()));
        }
        List<Line> printed = new ArrayList<>();
        for (JsonNode line : lines.values().stream().sorted(ExplanationTree::sumsFirst).toList()) {
            if (!terms.contains(line.path("name").asText())) {
                add(line, "", "", "", lines, printed);
            }
        }
        print(printed);
    }

    private static int sumsFirst(JsonNode one, JsonNode other) {
        return Boolean.compare(other.has("is"), one.has("is"));
    }

    private void add(
            JsonNode line,
            String branch,
            String sign,
            String indent,
            Map<String, JsonNode> lines,
            List<Line> printed) {
        String name = line.path("name").asText();
        printed.add(new Line(branch + sign + name, line.path("units").asText(), note(line)));
        List<Term> terms =
                Term.of(line).stream().filter(it -> lines.containsKey(it.name())).toList();
        for (int i = 0; i < terms.size(); i++) {
            Term term = terms.get(i);
            boolean isLast = i == terms.size() - 1;
            add(
                    lines.getOrDefault(term.name(), line),
                    indent + (isLast ? LAST_BRANCH : BRANCH),
                    term.isSubtracted() ? "- " : "+ ",
                    indent + (isLast ? GAP : TRUNK),
                    lines,
                    printed);
        }
        for (JsonNode adjustment : line.path("adjustments")) {
            printed.add(
                    new Line(
                            indent + GAP + "adjustment " + adjustment.path("movementId").asText(),
                            adjustment.path("units").asText(),
                            reason(adjustment)));
        }
        for (JsonNode order : line.path("orders")) {
            printed.add(
                    new Line(
                            indent + GAP + "order " + order.path("orderId").asText(),
                            order.path("units").asText(),
                            ""));
        }
    }

    /** {@code damaged: Box crushed, mika, approved by ken, 2026-11-21}. */
    private static String reason(JsonNode adjustment) {
        String reason =
                Stream.of("reasonCode", "reasonNote")
                        .filter(adjustment::has)
                        .map(member -> adjustment.path(member).asText())
                        .collect(Collectors.joining(": "));
        return Stream.of(
                        reason,
                        adjustment.path("recordedBy").asText(""),
                        adjustment.has("approvedBy")
                                ? "approved by " + adjustment.path("approvedBy").asText()
                                : "",
                        adjustment.path("businessDate").asText())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String note(JsonNode line) {
        if (line.has("heardAt")) {
            return "reported " + age(line.path("heardAt").asText());
        }
        if (line.has("is")) {
            return "= " + line.path("is").asText();
        }
        return REPORTED.contains(line.path("name").asText()) ? "never reported" : "";
    }

    private String age(String time) {
        return time + " (" + age(Duration.between(Instant.parse(time), now)) + " ago)";
    }

    private static String age(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        if (age.toHours() > 0) {
            return age.toHours() + " h";
        }
        return age.toMinutes() > 0 ? age.toMinutes() + " min" : Math.max(0, age.toSeconds()) + " s";
    }

    private void print(List<Line> lines) {
        int labels = lines.stream().mapToInt(it -> it.label().length()).max().orElse(0);
        int units = lines.stream().mapToInt(it -> it.units().length()).max().orElse(0);
        for (Line line : lines) {
            String text =
                    line.label()
                            + " ".repeat(labels - line.label().length() + 2)
                            + " ".repeat(units - line.units().length())
                            + line.units()
                            + "  "
                            + line.note();
            out.println(text.stripTrailing());
        }
    }
}
