package dev.netstock.operator;

/** A command cannot do what was requested. The message says why, and what to do. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandException(String message) {
        super(message);
    }
}
