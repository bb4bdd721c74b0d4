package dev.netstock.platform.testing;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

/** Reads events as Lambda's own runtime does. */
public final class LambdaEvents {
    private LambdaEvents() {}

    public static <T> T read(Class<T> type, String json) {
        return LambdaEventSerializers.serializerFor(type, LambdaEvents.class.getClassLoader())
                .fromJson(json);
    }
}
