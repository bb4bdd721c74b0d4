package dev.netstock.local.functions;

import dev.netstock.local.eventsource.FailureDestination;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplatePath;

import java.util.Optional;

/** Finds, among what the templates declare, who hears of batches that were given up. */
@FunctionalInterface
public interface FailureDestinations {
    /** The destination of this ARN, if it is one of a template. */
    Optional<? extends FailureDestination> find(String arn);

    /** These, and those. */
    default FailureDestinations or(FailureDestinations others) {
        return arn -> {
            Optional<? extends FailureDestination> found = find(arn);
            return found.isPresent() ? found : others.find(arn);
        };
    }

    /**
     * The destination of this ARN.
     *
     * @throws TemplateException if there is none
     */
    default FailureDestination require(String arn, TemplatePath path) {
        Optional<? extends FailureDestination> found = find(arn);
        if (found.isEmpty()) {
            throw new TemplateException("The destination " + arn + " is not known", path);
        }
        return found.get();
    }
}
