package dev.netstock.jobs.job;

/** The functions that operators invoke: rebuilds, and the control of reconcile. */
public interface StageFunctions {
    /**
     * Invokes a function.
     *
     * @param name {@code reconcile}, or the name of a projection
     * @param request JSON
     * @throws StepFailedException if the function fails
     */
    FunctionAnswer call(String name, String request);
}
