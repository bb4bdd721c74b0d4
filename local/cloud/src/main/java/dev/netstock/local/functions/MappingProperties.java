package dev.netstock.local.functions;

import dev.netstock.local.template.Properties;
import dev.netstock.local.template.TemplateException;

import java.time.Duration;
import java.util.List;

/** The common properties of event source mappings. */
record MappingProperties(Properties properties) {
    private static final String BATCH_ITEM_FAILURES = "ReportBatchItemFailures";

    String function() {
        return properties.text("FunctionName");
    }

    Duration window() {
        return Duration.ofSeconds(
                properties.optionalNumber("MaximumBatchingWindowInSeconds").orElse(0));
    }

    int batchSize(int otherwise) {
        return properties.optionalNumber("BatchSize").orElse(otherwise);
    }

    boolean reportsItemFailures() {
        List<String> types = properties.texts("FunctionResponseTypes");
        if (!types.isEmpty() && !types.equals(List.of(BATCH_ITEM_FAILURES))) {
            throw fault("The response types " + types + " are not supported");
        }
        return !types.isEmpty();
    }

    List<String> filters() {
        return properties
                .optionalObject("FilterCriteria")
                .map(criteria -> criteria.objects("Filters"))
                .orElse(List.of())
                .stream()
                .map(filter -> filter.text("Pattern"))
                .toList();
    }

    TemplateException fault(String what) {
        return new TemplateException(what, properties.path());
    }
}
