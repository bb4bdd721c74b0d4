package dev.netstock.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Markdown table, padded for terminals. Not thread-safe. */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    /** Adds a row, which must have as many cells as the headings. */
    public void add(Object... cells) {
        List<String> row =
                IntStream.range(0, cells.length).mapToObj(i -> cells[i].toString()).toList();
        if (row.size() != rows.getFirst().size()) {
            throw new IllegalArgumentException("A row is as wide as the headings");
        }
        rows.add(row);
    }

    @Override
    public String toString() {
        int[] widths = IntStream.range(0, rows.getFirst().size()).map(this::width).toArray();
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row, widths)));
        lines.add(
                1,
                IntStream.of(widths)
                        .mapToObj("-"::repeat)
                        .collect(Collectors.joining("-|-", "|-", "-|")));
        return String.join(System.lineSeparator(), lines);
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
