package dev.netstock.ledger.inquiry;

import dev.netstock.ledger.database.Sql;

import java.sql.SQLException;
import java.time.Instant;

/**
 * How many SKU-locations that sell online need attention.
 *
 * @param low that reached their reorder point and have not recovered
 * @param soldOut without a unit for sale
 * @param oversold that promised more units than they have
 * @param countedAt when they were counted
 */
record StockFigures(long low, long soldOut, long oversold, Instant countedAt) {
    private static final String COUNT =
            """
            SELECT count(*) FILTER (WHERE supply <= taken) AS sold_out,
                   count(*) FILTER (WHERE supply < taken) AS oversold,
                   (SELECT count(*) FROM low_stock w JOIN locations l USING (location)
                    WHERE w.is_low AND l.sells_online AND NOT l.is_closed) AS low
            FROM net_stock n JOIN locations l USING (location)
            WHERE l.sells_online AND NOT l.is_closed AND n.version > 0
            """;

    static StockFigures count(Instant now, Sql sql) throws SQLException {
        return sql.first(
                        COUNT,
                        row ->
                                new StockFigures(
                                        row.getLong("low"),
                                        row.getLong("sold_out"),
                                        row.getLong("oversold"),
                                        now))
                .orElseThrow();
    }
}
