package dev.netstock.local.queues;

import dev.netstock.local.template.TemplateException;
import dev.netstock.local.template.TemplatePath;

import java.util.Optional;

/** The queues that can hear of failed batches. */
@FunctionalInterface
public interface FailureQueues {
    /** The queue of this ARN, if it is one of a template. */
    Optional<FailureQueue> find(String arn);

    /**
     * The queue of this ARN.
     *
     * @throws TemplateException if there is none: topics and buckets are not known
     */
    default FailureQueue destination(String arn, TemplatePath path) {
        return find(arn)
                .orElseThrow(
                        () ->
                                new TemplateException(
                                        "The destination " + arn + " is not known", path));
    }
}
