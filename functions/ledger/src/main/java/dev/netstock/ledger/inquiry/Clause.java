package dev.netstock.ledger.inquiry;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a statement, with the values of its parameters in order.
 *
 * @param sql the text
 * @param values one for each parameter
 */
record Clause(String sql, List<Object> values) {
    Clause {
        values = List.copyOf(values);
    }

    static Clause of(String sql, Object... values) {
        return new Clause(sql, List.of(values));
    }

    /** Joins conditions; none is always true. */
    static Clause all(List<Clause> conditions) {
        return conditions.isEmpty()
                ? of("true")
                : new Clause(
                        String.join(" AND ", conditions.stream().map(Clause::sql).toList()),
                        conditions.stream().flatMap(each -> each.values().stream()).toList());
    }

    /** Fills a text with clauses, one for each {@code %s}. */
    static Clause join(String text, Clause... parts) {
        List<Object> values = new ArrayList<>();
        Object[] texts = new Object[parts.length];
        for (int i = 0; i < parts.length; i++) {
            texts[i] = parts[i].sql();
            values.addAll(parts[i].values());
        }
        return new Clause(text.formatted(texts), values);
    }

    Object[] parameters() {
        return values.toArray();
    }
}
