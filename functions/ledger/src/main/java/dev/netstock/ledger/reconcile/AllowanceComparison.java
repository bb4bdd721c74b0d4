package dev.netstock.ledger.reconcile;

import dev.netstock.ledger.reconcile.DynamoScan.Scanned;
import dev.netstock.platform.call.Call;
import dev.netstock.stock.limit.Allowance;

import java.util.List;

/**
 * Compares all allowances of purchase limits with the rows of the orders that they name.
 * Thread-safe.
 *
 * @param scan the tables
 * @param findings compares allowances
 */
record AllowanceComparison(DynamoScan scan, AllowanceFindings findings) implements SliceWork {
    @Override
    public Page page(Run run, Slice slice, Call call) {
        Scanned<Allowance> page =
                scan.allowances(slice.number(), slice.slices(), slice.cursor(), call);
        List<Finding> found = findings.ofAllowances(page.rows(), call);
        return new Page(page.read(), page.next(), sql -> Findings.add(sql, run, found));
    }
}
