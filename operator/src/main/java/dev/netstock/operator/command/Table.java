package dev.netstock.operator.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of text. Columns whose cells are all numbers are aligned to the right. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final int columns;

    Table(List<String> headings) {
        this.columns = headings.size();
        rows.add(headings.stream().map(it -> it.toUpperCase(Locale.ROOT)).toList());
    }

    void row(List<String> cells) {
        if (cells.size() != columns) {
            throw new IllegalArgumentException("A row has a cell for each column");
        }
        rows.add(List.copyOf(cells));
    }

    void print(String indent, PrintWriter out) {
        for (List<String> row : rows) {
            var line = new StringBuilder(indent);
            for (int column = 0; column < columns; column++) {
                line.append(padded(row.get(column), column)).append(GAP);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private String padded(String cell, int column) {
        String padding = " ".repeat(width(column) - cell.length());
        return isNumeric(column) ? padding + cell : cell + padding;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private boolean isNumeric(int column) {
        return rows.size() > 1
                && rows.stream().skip(1).allMatch(row -> row.get(column).matches("-?\\d+|"));
    }
}
