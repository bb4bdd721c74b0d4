package dev.netstock.files;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The first line of a file, which names its columns in any order.
 *
 * @param columns the columns of the kind of file
 * @param positions the position of each column; -1 if it is missing
 * @param size how many fields a row has; further fields must be empty
 */
record Header(List<Column> columns, List<Integer> positions, int size) {
    Header {
        columns = List.copyOf(columns);
        positions = List.copyOf(positions);
    }

    /**
     * Reads the header.
     *
     * @param names the fields of the first row
     * @param line the line of the header
     * @param errors receives missing, unknown and duplicate columns
     */
    static Header read(List<Column> columns, List<String> names, long line, FileErrors errors) {
        List<String> all = withoutTrailingBlanks(names);
        Set<String> known = new HashSet<>();
        columns.forEach(column -> known.add(column.name()));
        Set<String> seen = new HashSet<>();
        for (String name : all) {
            if (!known.contains(name)) {
                errors.add(
                        new FileError(
                                line,
                                name,
                                name,
                                "Unknown column. Use only these columns: "
                                        + String.join(
                                                ", ", columns.stream().map(Column::name).toList())
                                        + "."));
            } else if (!seen.add(name)) {
                errors.add(new FileError(line, name, name, "Duplicate column."));
            }
        }
        columns.stream()
                .filter(column -> column.isRequired() && !seen.contains(column.name()))
                .forEach(
                        column ->
                                errors.add(
                                        new FileError(
                                                line,
                                                column.name(),
                                                "",
                                                "Required column is missing from the header.")));
        return new Header(
                columns,
                columns.stream().map(column -> all.indexOf(column.name())).toList(),
                all.size());
    }

    /** Spreadsheets write empty cells after the last column that was ever used. */
    private static List<String> withoutTrailingBlanks(List<String> names) {
        int size = names.size();
        while (size > 0 && names.get(size - 1).isEmpty()) {
            size--;
        }
        return List.copyOf(names.subList(0, size));
    }
}
