package dev.netstock.local.saleday.verdict;

import dev.netstock.local.saleday.Buyer;
import dev.netstock.local.saleday.books.Books;
import dev.netstock.local.saleday.traffic.Called;

import java.util.ArrayList;
import java.util.List;

/** What is to be said of a sale. */
public record Verdict(List<Check> checks, Figures figures, Undersell undersell) {
    public Verdict {
        checks = List.copyOf(checks);
    }

    /**
     * Judges.
     *
     * @param buyers those who came in
     * @param calls all that they asked, with the answers
     * @param supply units that came in, by files and deliveries
     * @param books the tables, of this sale's SKUs and orders
     */
    public static Verdict of(List<Buyer> buyers, List<Called> calls, long supply, Books books) {
        var evidence = Evidence.of(buyers, calls, books);
        List<Check> checks = new ArrayList<>(new StockChecks(books, supply).all());
        checks.addAll(new OrderChecks(evidence).all());
        checks.add(new AnswerCheck(evidence).check());
        return new Verdict(checks, Figures.of(evidence), MeasuringUndersell.in(evidence));
    }

    public boolean isGood() {
        return checks.stream().allMatch(Check::isGood);
    }
}
