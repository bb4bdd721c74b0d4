package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.database.Sql;
import dev.netstock.ledger.reconcile.Finding.Event;
import dev.netstock.ledger.reconcile.Finding.Numbers;
import dev.netstock.ledger.reconcile.judgement.Manipulation;
import dev.netstock.stock.ItemKey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The findings of runs, as rows of the ledger. */
final class Findings {
    private static final String ADD =
            """
            INSERT INTO reconcile_findings (run_id, kind, subject, sku, location, shard, order_id, delta_id,
                occurred_at, expected, actual, available, reserved, supply, ledger_version, repair)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private static final String PAGE =
            """
            SELECT * FROM reconcile_findings
            WHERE run_id = ? AND (kind, subject) > (?, ? COLLATE "C") ORDER BY kind, subject LIMIT ?
            """;

    /** Marks a finding that must not be repaired because its numbers are uncertain. */
    private static final String UNSURE = "unsure";

    private Findings() {}

    static void add(Sql sql, Run run, List<Finding> findings) throws SQLException {
        for (Finding finding : findings) {
            sql.run(
                    ADD,
                    run.id(),
                    finding.kind().text(),
                    finding.subject(),
                    finding.item().map(item -> item.sku().value()),
                    finding.item().map(item -> item.location().value()),
                    finding.item().map(ItemKey::shard),
                    finding.orderId(),
                    finding.event().map(Event::id),
                    finding.event().map(Event::at),
                    finding.numbers().map(Numbers::expected),
                    finding.numbers().map(Numbers::actual),
                    finding.edited().map(Manipulation::available),
                    finding.edited().map(Manipulation::reserved),
                    finding.edited().map(Manipulation::supply),
                    finding.ledgerVersion(),
                    finding.edited().filter(edited -> !edited.isExact()).map(_ -> UNSURE));
        }
    }

    /** A page of a run's findings, after a cursor; an empty cursor is the beginning. */
    static List<Finding> page(Sql sql, String run, String after, int most) throws SQLException {
        int space = after.indexOf(' ');
        String kind = after.substring(0, Math.max(space, 0));
        String subject = after.substring(space + 1);
        return sql.list(PAGE, Findings::finding, run, kind, subject, most);
    }

    static String cursor(Finding finding) {
        return finding.kind().text() + " " + finding.subject();
    }

    private static Finding finding(ResultSet row) throws SQLException {
        return new Finding(
                Kind.parse(row.getString("kind")),
                row.getString("subject"),
                Sql.optionalText(row, "sku").isPresent()
                        ? Optional.of(SecondLook.key(row))
                        : Optional.empty(),
                Sql.optionalText(row, "order_id"),
                Sql.optionalText(row, "delta_id").isPresent()
                        ? Optional.of(
                                new Event(
                                        row.getString("delta_id"), Sql.instant(row, "occurred_at")))
                        : Optional.empty(),
                Sql.optionalLong(row, "expected").isPresent()
                        ? Optional.of(new Numbers(row.getLong("expected"), row.getLong("actual")))
                        : Optional.empty(),
                Sql.optionalLong(row, "available").isPresent()
                        ? Optional.of(
                                new Manipulation(
                                        row.getLong("available"),
                                        row.getLong("reserved"),
                                        row.getLong("supply"),
                                        !UNSURE.equals(row.getString("repair"))))
                        : Optional.empty(),
                row.getLong("ledger_version"));
    }
}
