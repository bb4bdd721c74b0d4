package dev.netstock.operator.command;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.PrintWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows JSON to people: members as lines, arrays of objects as tables. {@code startedAt} is headed
 * {@code STARTED AT}.
 *
 * @param out where it is printed
 */
record TextView(PrintWriter out) {
    private static final String INDENT = "  ";
    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])[A-Z]");

    /**
     * A column of a table.
     *
     * @param member of the objects
     * @param heading the words above it
     */
    record Column(String member, String heading) {
        static Column of(String member) {
            return new Column(member, words(member));
        }
    }

    /** Prints the members of an object. */
    void print(JsonNode object) {
        print(object, "");
    }

    /** Prints an array of objects as a table with these columns. */
    void table(JsonNode array, Column... columns) {
        table(array, List.of(columns), "");
    }

    private void print(JsonNode object, String indent) {
        int width =
                object.properties().stream()
                        .filter(member -> isLine(member.getValue()))
                        .mapToInt(member -> words(member.getKey()).length())
                        .max()
                        .orElse(0);
        object.forEachEntry(
                (name, value) -> {
                    if (isLine(value)) {
                        out.printf("%s%-" + width + "s  %s%n", indent, words(name), text(value));
                    }
                });
        object.forEachEntry(
                (name, value) -> {
                    if (!isLine(value)) {
                        out.println();
                        out.println(indent + words(name));
                        block(value, indent + INDENT);
                    }
                });
    }

    private void block(JsonNode value, String indent) {
        if (value.isObject()) {
            print(value, indent);
        } else {
            Set<String> members = new LinkedHashSet<>();
            value.forEach(row -> row.fieldNames().forEachRemaining(members::add));
            table(value, members.stream().map(Column::of).toList(), indent);
        }
    }

    private void table(JsonNode array, List<Column> columns, String indent) {
        var table = new Table(columns.stream().map(Column::heading).toList());
        for (JsonNode row : array) {
            table.row(columns.stream().map(it -> text(row.path(it.member()))).toList());
        }
        table.print(indent, out);
    }

    /**
     * Whether a value fits on a line: anything but an object with members and a list of objects.
     */
    private static boolean isLine(JsonNode value) {
        return value.isEmpty() || (value.isArray() && !value.path(0).isObject());
    }

    private static String text(JsonNode value) {
        if (value.isArray() && !value.path(0).isObject()) {
            return String.join(", ", value.valueStream().map(JsonNode::asText).toList());
        }
        return value.isContainerNode() ? value.toString() : value.asText();
    }

    private static String words(String member) {
        Matcher starts = WORD_START.matcher(member);
        return starts.replaceAll(it -> " " + it.group().toLowerCase(Locale.ROOT));
    }
}
