package dev.netstock.salemode.step;

/** Where the reports of sales are kept. Implementations are thread-safe. */
@FunctionalInterface
public interface SaleReports {
    /** Keeps a report; the same key again replaces it. */
    void put(String key, String json);
}
