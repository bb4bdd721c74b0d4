package dev.netstock.platform.function;

import com.amazonaws.services.lambda.runtime.Context;

import org.crac.Core;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs a function's usual path once before SnapStart takes its snapshot, so that every restored
 * environment has its classes loaded and its clients created. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Lambda
 *     SnapStart runtime hooks for Java</a>
 */
public final class Priming implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

    /** CRaC holds only weak references to its resources; this list keeps them reachable. */
    private static final List<Resource> REGISTERED = new ArrayList<>();

    private final Consumer<Context> path;

    private Priming(Consumer<Context> path) {
        this.path = path;
    }

    /**
     * Registers a path to run before the snapshot.
     *
     * @param path the usual path, without side effects; it may fail, because tables may be
     *     unreachable while a version is published
     */
    public static synchronized Priming register(Consumer<Context> path) {
        Priming priming = new Priming(path);
        REGISTERED.add(priming);
        Core.getGlobalContext().register(priming);
        return priming;
    }

    @Override
    public void beforeCheckpoint(org.crac.@Nullable Context<? extends Resource> context) {
        try {
            path.accept(new PrimingContext());
        } catch (RuntimeException e) {
            LOG.warn("Priming failed. The first calls after a restore will be slower", e);
        }
    }

    @Override
    public void afterRestore(org.crac.@Nullable Context<? extends Resource> context) {
        // No state becomes stale by a restore.
    }
}
