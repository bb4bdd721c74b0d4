package dev.netstock.local.saleday.verdict;

import java.util.List;

/**
 * One thing that has to be so.
 *
 * @param name in a word or two
 * @param says what has to be so
 * @param faults where it is not
 */
public record Check(String name, String says, List<String> faults) {
    public Check {
        faults = List.copyOf(faults);
    }

    public boolean isGood() {
        return faults.isEmpty();
    }
}
