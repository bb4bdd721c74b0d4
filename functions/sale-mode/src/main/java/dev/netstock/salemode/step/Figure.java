package dev.netstock.salemode.step;

import java.util.Map;

/** What is asked of the functions' metrics, each under the dimensions that it is written with. */
public enum Figure {
    CALLS("checkout", "Latency", "SampleCount"),
    REFUSED("checkout", "Refused", "Sum"),
    OUT_OF_STOCK("checkout", "Refused", "Sum", "insufficient-stock"),
    REFUSED_BY_MEMORY("checkout", "UnitsRefusedByMemory", "Sum"),
    TRY_AGAIN("checkout", "TryAgain", "Sum"),
    FAILED("checkout", "Failed", "Sum"),
    THROTTLES("checkout", "Throttles", "Sum"),
    CONFLICTS("checkout", "Conflicts", "Sum"),
    P99("checkout", "Latency", "p99", "reserved"),
    /** The same in one period: percentiles of minutes cannot be added up. */
    P99_OF_ALL("checkout", "Latency", "p99", "reserved"),
    EXPIRY_CALLS("expiry", "Latency", "SampleCount"),
    EXPIRED_UNIT_SECONDS("expiry", "UnsoldUnitSeconds", "Sum"),
    SWEEP_CALLS("sweep", "Latency", "SampleCount"),
    SWEPT_UNIT_SECONDS("sweep", "UnsoldUnitSeconds", "Sum");

    private final String service;
    private final String metric;
    private final String statistic;
    private final String outcome;

    Figure(String service, String metric, String statistic) {
        this(service, metric, statistic, "");
    }

    /**
     * @param outcome of reservations that ended so alone; empty for all calls of the service
     */
    Figure(String service, String metric, String statistic, String outcome) {
        this.service = service;
        this.metric = metric;
        this.statistic = statistic;
        this.outcome = outcome;
    }

    public String metric() {
        return metric;
    }

    /** By its name in CloudWatch. */
    public String statistic() {
        return statistic;
    }

    public Map<String, String> dimensions() {
        return outcome.isEmpty()
                ? Map.of("Service", service)
                : Map.of("Service", service, "Operation", "reserve", "Outcome", outcome);
    }

    /** Whether it is one number for all of the time, and not one for each minute. */
    public boolean isOfAll() {
        return this == P99_OF_ALL;
    }
}
