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
        var evidence = Evidence.of(buyers, calls, snapshot);
        List<Check> checks = new ArrayList<>(new StockChecks(snapshot, supply).all());
        checks.addAll(new OrderChecks(evidence).all());
        checks.add(new AnswerCheck(evidence).check());
        return new Verdict(checks, SaleFigures.of(evidence), UndersellMeasurement.in(evidence));
    }

    public boolean isGood() {
        return checks.stream().allMatch(Check::isGood);
    }
}
