package dev.netstock.local.template;

/** Provisions resources of one CloudFormation type. */
public interface ResourceType extends Provisioner {
    /** The type's name, such as {@code AWS::DynamoDB::Table}. */
    String name();
}
