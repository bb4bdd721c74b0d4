package dev.netstock.salerules;

/** Where the rules stand. Implementations are thread-safe. */
@FunctionalInterface
public interface SaleRulesTable {
    /** The rules, with one request, tried once; {@link SaleRules#NONE} if nobody set any. */
    SaleRules read();
}
