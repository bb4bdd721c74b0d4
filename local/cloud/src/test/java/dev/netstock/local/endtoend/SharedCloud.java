package dev.netstock.local.endtoend;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Gives tests one cloud that they share, each with SKUs and orders of its own. They run side by
 * side, for most of their time is waiting; only while somebody kills functions, the others pause.
 */
final class SharedCloud implements ParameterResolver, BeforeEachCallback, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(SharedCloud.class);
    private static final ReadWriteLock CALM = new ReentrantReadWriteLock(true);

    /** Does something during which nobody else may rely on the functions. */
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

    /** What is done alone. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType().equals(RealCloud.class);
    }

    /** JUnit closes it when the last test has ended. */
    @Override
    public RealCloud resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(RealCloud.class, _ -> started(), RealCloud.class);
    }

    /**
     * With the functions behind streams and queues initialized, so that no test waits for starts
     * that others cause.
     */
    private static RealCloud started() {
        RealCloud real = RealCloud.start();
        real.cloud().lambda().initialize(real.functionsBehind());
        return real;
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
