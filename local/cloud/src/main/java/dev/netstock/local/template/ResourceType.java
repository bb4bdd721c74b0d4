package dev.netstock.local.template;

/** How resources of one CloudFormation type run here. */
public interface ResourceType extends Provisioner {
    /** The type's name, such as {@code AWS::DynamoDB::Table}. */
    String name();
}
