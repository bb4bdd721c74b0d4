package dev.netstock.salemode.step;

/** Stores the reports of sales. Implementations are thread-safe. */
@FunctionalInterface
public interface SaleReports {
    /** Stores a report, replacing one with the same key. */
    void put(String key, String json);
}
