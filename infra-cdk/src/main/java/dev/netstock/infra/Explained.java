package dev.netstock.infra;

import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/** Findings of cdk-nag that are meant to be so. */
public final class Explained {
    private Explained() {}

    /**
     * Accepts one finding for a construct and what is in it.
     *
     * @param rule the rule, with the finding in brackets where it has several: {@code
     *     AwsSolutions-IAM5[Resource::*]}
     * @param reason why it is right here, for the reader who would mend it
     */
    public static void finding(IConstruct construct, String rule, String reason) {
        Validations.of(construct)
                .acknowledge(Acknowledgment.builder().id(rule).reason(reason).build());
    }
}
