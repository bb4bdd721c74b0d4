package dev.netstock.local.functions;

import dev.netstock.local.eventsource.FailureDestination;
import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplatePath;

import java.util.Optional;

/** Finds the destination of discarded batches among the declared resources. */
@FunctionalInterface
public interface FailureDestinations {
    /** The destination with this ARN, if a template declares it. */
    Optional<? extends FailureDestination> find(String arn);

    /** Combines two sources of destinations. */
    default FailureDestinations or(FailureDestinations others) {
        return arn -> {
            Optional<? extends FailureDestination> found = find(arn);
            return found.isPresent() ? found : others.find(arn);
        };
    }

    /**
     * The destination with this ARN.
     *
     * @throws TemplateException if there is none
     */
    default FailureDestination require(String arn, TemplatePath path) {
        Optional<? extends FailureDestination> found = find(arn);
        if (found.isEmpty()) {
            throw new TemplateException("The destination " + arn + " is not supported", path);
        }
        return found.get();
    }
}
