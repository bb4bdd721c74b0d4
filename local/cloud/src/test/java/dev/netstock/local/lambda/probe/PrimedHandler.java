package dev.netstock.local.lambda.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

import org.crac.Core;
import org.crac.Resource;

import java.util.ArrayList;
import java.util.List;

/** Returns the checkpoint hooks that have run. */
public final class PrimedHandler implements RequestHandler<Object, Object>, Resource {
    private final List<String> hooks = new ArrayList<>();

    public PrimedHandler() {
        Core.getGlobalContext().register(this);
    }

    @Override
    public Object handleRequest(Object event, Context context) {
        return hooks;
    }

    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        hooks.add("beforeCheckpoint");
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        hooks.add("afterRestore");
    }
}
