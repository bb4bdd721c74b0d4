package dev.netstock.infra;

import static java.util.Objects.requireNonNull;

import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

import java.util.Map;

/** Findings of cdk-nag that are meant to be so. */
public final class AcceptedFindings {
    private AcceptedFindings() {}

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

    /**
     * Accepts that a statement names everything below a resource of another stack.
     *
     * @param owner the stack that exports the resource's ARN
     * @param arn the ARN
     * @param below what stands behind it: {@code stream/*}
     * @param reason why none can be named alone
     */
    public static void allBelow(
            IConstruct construct, Stack owner, String arn, String below, String reason) {
        var resolved = (Map<?, ?>) owner.resolve(owner.exportValue(arn));
        var exported = requireNonNull(resolved.get("Fn::ImportValue"));
        finding(construct, "AwsSolutions-IAM5[Resource::" + exported + "/" + below + "]", reason);
    }
}
