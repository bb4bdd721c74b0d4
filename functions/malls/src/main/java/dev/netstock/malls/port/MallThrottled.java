package dev.netstock.malls.port;

import java.time.Duration;

/** Too many requests: the request was not done, and may be repeated after a delay. */
public final class MallThrottled extends MallException {
    private static final long serialVersionUID = 1L;

    private final Duration delay;

    public MallThrottled(Duration delay) {
        super("The mall throttles requests");
        this.delay = delay;
    }

    public Duration delay() {
        return delay;
    }
}
