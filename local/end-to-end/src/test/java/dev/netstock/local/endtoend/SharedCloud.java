package dev.netstock.local.endtoend;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * One cloud shared by all tests. Each test uses its own SKUs and orders. Tests run in parallel,
 * since they mostly wait; they pause while a test kills functions.
 */
final class SharedCloud
        implements ParameterResolver,
                BeforeEachCallback,
                AfterEachCallback,
                TestExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(SharedCloud.class);
    private static final ReadWriteLock CALM = new ReentrantReadWriteLock(true);

    /** Runs a task that needs the cloud exclusively. */
    static void alone(Work work) throws Exception {
        CALM.readLock().unlock();
        CALM.writeLock().lock();
        try {
            work.run();
        } finally {
            CALM.readLock().lock();
            CALM.writeLock().unlock();
        }
    }

    /** Runs a task of minutes that is not disturbed if functions are killed meanwhile. */
    static <T> T besideKills(Callable<T> work) throws Exception {
        CALM.readLock().unlock();
        try {
            return work.call();
        } finally {
            CALM.readLock().lock();
        }
    }

    /** An exclusive task. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(RealCloud.class);
    }

    /** JUnit closes it after the last test. */
    @Override
    public RealCloud resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(RealCloud.class, _ -> started(), RealCloud.class);
    }

    /**
     * Initializes the functions of streams and queues, so that no test waits for their cold starts.
     */
    private static RealCloud started() {
        RealCloud real = RealCloud.start();
        real.cloud().lambda().initialize(real.functionsBehind());
        return real;
    }

    /** Adds to the failure where the logs are. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        var note = new AssertionError("The logs of the functions are in " + RealCloud.LOGS);
        note.setStackTrace(new StackTraceElement[0]);
        failure.addSuppressed(note);
        throw failure;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        CALM.readLock().lock();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        CALM.readLock().unlock();
    }
}
