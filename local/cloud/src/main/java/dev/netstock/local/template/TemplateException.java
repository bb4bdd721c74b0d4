package dev.netstock.local.template;

/** A template uses an unsupported feature. The message names the feature and its location. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TemplateException(String problem, TemplatePath path) {
        super(problem + " (" + path + ")");
    }
}
