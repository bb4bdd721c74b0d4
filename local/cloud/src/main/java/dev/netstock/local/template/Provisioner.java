package dev.netstock.local.template;

/**
 * Provisions resources. It is called once for each resource, after the resources that its
 * properties reference.
 */
@FunctionalInterface
public interface Provisioner {
    /**
     * Provisions one resource.
     *
     * @throws TemplateException if the type or one of its properties is not supported
     */
    ProvisionedResource provision(ResourceDeclaration resource);
}
