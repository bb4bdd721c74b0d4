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
 * Runs a function's usual path once before SnapStart takes its snapshot, so that its classes are
 * loaded, and its clients made, in every environment that is restored from it. Thread-safe.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Lambda
 *     SnapStart runtime hooks for Java</a>
 */
public final class Priming implements Resource {
    private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

    /** CRaC refers to its resources weakly; nobody else would keep them. */
    private static final List<Resource> KEPT = new ArrayList<>();

    private final Consumer<Context> path;

    private Priming(Consumer<Context> path) {
        this.path = path;
    }

    /**
     * Has {@code path} run before the snapshot.
     *
     * @param path the usual path, with nothing in it that changes anything; it may fail, since the
     *     tables may be out of reach while a version is published
     */
    public static synchronized Priming register(Consumer<Context> path) {
        Priming priming = new Priming(path);
        KEPT.add(priming);
        Core.getGlobalContext().register(priming);
        return priming;
    }

    @Override
    public void beforeCheckpoint(org.crac.@Nullable Context<? extends Resource> context) {
        try {
            path.accept(new PrimingContext());
        } catch (RuntimeException e) {
            LOG.warn("Priming failed: the first calls after a restore will be slower", e);
        }
    }

    @Override
    public void afterRestore(org.crac.@Nullable Context<? extends Resource> context) {
        // Nothing is held that a restore would make stale.
    }
}
