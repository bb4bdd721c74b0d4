package dev.netstock.local.command;

/** A command cannot do what was asked; the message tells the user why and what to do. */
final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }
}
