package dev.netstock.salemode.testing;

import dev.netstock.operations.report.Reports;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket of reports in memory.
 *
 * @param lifeline the lifeline of the worker
 * @param reports the reports, by key
 */
public record MemoryReports(Lifeline lifeline, Map<String, String> reports) implements Reports {
    public MemoryReports(Lifeline lifeline) {
        this(lifeline, new HashMap<>());
    }

    @Override
    public void put(String key, String json) {
        lifeline.run(() -> reports.put(key, json));
    }

    @Override
    public Optional<String> get(String key) {
        return lifeline.send(() -> Optional.ofNullable(reports.get(key)));
    }
}
