package dev.netstock.local.saleday.verdict;

import java.util.List;

/**
 * The result of checking one invariant.
 *
 * @param name short name
 * @param rule the invariant
 * @param violations the violations
 */
public record Check(String name, String rule, List<String> violations) {
    public Check {
        violations = List.copyOf(violations);
    }

    public boolean isGood() {
        return violations.isEmpty();
    }
}
