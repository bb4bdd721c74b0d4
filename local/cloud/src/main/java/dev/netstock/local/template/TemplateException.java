package dev.netstock.local.template;

/** A template says something that cannot be run here; the message names it and where it stands. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TemplateException(String problem, TemplatePath path) {
        super(problem + " (" + path + ")");
    }
}
