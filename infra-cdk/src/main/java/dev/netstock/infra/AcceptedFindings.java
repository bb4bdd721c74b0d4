package dev.netstock.infra;

import static java.util.Objects.requireNonNull;

import software.amazon.awscdk.Acknowledgment;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Validations;
import software.amazon.awscdk.services.lambda.IFunction;
import software.constructs.IConstruct;

import java.util.Map;

/** Violations of cdk-nag rules that are intended. */
public final class AcceptedFindings {
    private AcceptedFindings() {}

    /**
     * Accepts one finding for a construct and its children.
     *
     * @param rule the rule, with the finding in brackets if it has several: {@code
     *     AwsSolutions-IAM5[Resource::*]}
     * @param reason why it is right here
     */
    public static void finding(IConstruct construct, String rule, String reason) {
        Validations.of(construct)
                .acknowledge(Acknowledgment.builder().id(rule).reason(reason).build());
    }

    /**
     * Accepts that a statement names everything below a resource.
     *
     * @param owner the resource's construct
     * @param arn the resource's ARN
     * @param below the part behind it: {@code stream/*}
     * @param reason why no single one can be named
     */
    public static void allBelow(
            IConstruct construct, IConstruct owner, String arn, String below, String reason) {
        finding(
                construct,
                "AwsSolutions-IAM5[Resource::" + named(construct, owner, arn) + "/" + below + "]",
                reason);
    }

    /**
     * Accepts that a statement names all versions and aliases of a function.
     *
     * @param reason why no single one can be named
     */
    public static void allVersions(IConstruct construct, IFunction function, String reason) {
        finding(
                construct,
                "AwsSolutions-IAM5[Resource::"
                        + named(construct, function, function.getFunctionArn())
                        + ":*]",
                reason);
    }

    /** The ARN as cdk-nag writes it: by its export, if it is of another stack. */
    private static String named(IConstruct construct, IConstruct owner, String arn) {
        var stack = Stack.of(owner);
        if (!stack.equals(Stack.of(construct))
                && stack.resolve(stack.exportValue(arn)) instanceof Map<?, ?> export) {
            return requireNonNull(export.get("Fn::ImportValue")).toString();
        }
        var resource = requireNonNull((CfnElement) owner.getNode().getDefaultChild());
        return "<" + stack.getLogicalId(resource) + ".Arn>";
    }
}
