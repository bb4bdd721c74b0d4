package dev.netstock.local.saleday.verdict;

import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.snapshot.StockSnapshot;
import dev.netstock.local.saleday.traffic.OrderCall;

import java.util.ArrayList;
import java.util.List;

/** The verdict on a sale. */
public record Verdict(List<Check> checks, SaleFigures figures, Undersell undersell) {
    public Verdict {
        checks = List.copyOf(checks);
    }

    /**
     * Computes the verdict.
     *
     * @param buyers admitted buyers
     * @param calls all their calls
     * @param supply total supplied units, from files and receipts
     * @param snapshot the tables' contents for this sale
     */
    public static Verdict of(
            List<Buyer> buyers, List<OrderCall> calls, long supply, StockSnapshot snapshot) {
        return of(buyers, calls, supply, 0, snapshot);
    }

    /**
     * Computes the verdict of a sale with a limit.
     *
     * @param limit the most units of a SKU that a customer may buy; 0 for no limit
     */
    public static Verdict of(
            List<Buyer> buyers,
            List<OrderCall> calls,
            long supply,
            int limit,
            StockSnapshot snapshot) {
        var evidence = Evidence.of(buyers, calls, snapshot);
        List<Check> checks = new ArrayList<>(new StockChecks(snapshot, supply).all());
        checks.addAll(new OrderChecks(evidence).all());
        checks.add(new AnswerCheck(evidence).check());
        if (limit > 0) {
            checks.add(new LimitCheck(evidence, limit).check());
        }
        return new Verdict(checks, SaleFigures.of(evidence), UndersellMeasurement.in(evidence));
    }

    public boolean isGood() {
        return checks.stream().allMatch(Check::isGood);
    }
}
