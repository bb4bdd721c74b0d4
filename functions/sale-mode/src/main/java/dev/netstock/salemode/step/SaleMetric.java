package dev.netstock.salemode.step;

import java.util.Map;

/** A metric of the report, with the statistic and the dimensions under which functions write it. */
public enum SaleMetric {
    CALLS("checkout", "Latency", "SampleCount"),
    REFUSED("checkout", "Refused", "Sum"),
    OUT_OF_STOCK("checkout", "Refused", "Sum", "insufficient-stock"),
    REFUSED_FROM_CACHE("checkout", "UnitsRefusedByMemory", "Sum"),
    TRY_AGAIN("checkout", "TryAgain", "Sum"),
    FAILED("checkout", "Failed", "Sum"),
    THROTTLES("checkout", "Throttles", "Sum"),
    CONFLICTS("checkout", "Conflicts", "Sum"),
    P99("checkout", "Latency", "p99", "reserved"),
    /** The same over the whole sale: percentiles of minutes cannot be combined. */
    P99_OVERALL("checkout", "Latency", "p99", "reserved"),
    EXPIRY_CALLS("expiry", "Latency", "SampleCount"),
    EXPIRED_UNIT_SECONDS("expiry", "UnsoldUnitSeconds", "Sum"),
    SWEEP_CALLS("sweep", "Latency", "SampleCount"),
    SWEPT_UNIT_SECONDS("sweep", "UnsoldUnitSeconds", "Sum");

    private final String service;
    private final String metric;
    private final String statistic;
    private final String outcome;

    SaleMetric(String service, String metric, String statistic) {
        this(service, metric, statistic, "");
    }

    /**
     * @param outcome counts only reservations with this outcome; empty for all calls of the service
     */
    SaleMetric(String service, String metric, String statistic, String outcome) {
        this.service = service;
        this.metric = metric;
        this.statistic = statistic;
        this.outcome = outcome;
    }

    public String metric() {
        return metric;
    }

    /** The name of the statistic in CloudWatch. */
    public String statistic() {
        return statistic;
    }

    public Map<String, String> dimensions() {
        return outcome.isEmpty()
                ? Map.of("Service", service)
                : Map.of("Service", service, "Operation", "reserve", "Outcome", outcome);
    }

    /** Whether it is one value over the whole sale, and not one for each minute. */
    public boolean isOverall() {
        return this == P99_OVERALL;
    }
}
