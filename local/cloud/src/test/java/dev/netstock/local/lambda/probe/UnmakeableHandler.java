package dev.netstock.local.lambda.probe;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

/** Cannot be created, like a handler with missing configuration. */
public final class UnmakeableHandler implements RequestHandler<Object, Object> {
    public UnmakeableHandler() {
        throw new IllegalStateException("NET_STOCK_TABLE is not set");
    }

    @Override
    public Object handleRequest(Object event, Context context) {
        return event;
    }
}
