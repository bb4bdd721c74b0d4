package dev.netstock.local.template;

/** Runs resources. Called once for each, after everything that its properties name. */
@FunctionalInterface
public interface Provisioner {
    /**
     * Runs one.
     *
     * @throws TemplateException if the type, or a property of it, is not known
     */
    Provisioned provision(ResourceDeclaration resource);
}
