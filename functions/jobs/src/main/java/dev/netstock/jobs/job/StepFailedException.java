package dev.netstock.jobs.job;

/** A step of a job failed. The message is for operators. */
public final class StepFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public StepFailedException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
