package dev.netstock.salemode.testing;

import java.util.function.Supplier;

/**
 * Counts the requests of a worker, and kills it before one of them, or right after it: then the
 * worker neither receives the response nor sends another request. Not thread-safe.
 */
public final class Lifeline {
    private int requests;
    private int lastBefore = Integer.MAX_VALUE;
    private int lastAfter = Integer.MAX_VALUE;

    /** The worker was killed. An error, so that no code handles it like a failed request. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Starts a new worker that is not killed. */
    public void start() {
        requests = 0;
        lastBefore = Integer.MAX_VALUE;
        lastAfter = Integer.MAX_VALUE;
    }

    /** Starts a new worker that is killed before this request, counted from 1. */
    public void killBefore(int request) {
        start();
        lastBefore = request;
    }

    /** Starts a new worker that is killed after this request, counted from 1. */
    public void killAfter(int request) {
        start();
        lastAfter = request;
    }

    /** The number of requests of this worker so far. */
    public int requests() {
        return requests;
    }

    /** Sends a request. */
    public <T> T send(Supplier<T> request) {
        if (++requests >= lastBefore) {
            throw new Killed();
        }
        T response = request.get();
        if (requests >= lastAfter) {
            throw new Killed();
        }
        return response;
    }

    /** Sends a request that returns nothing. */
    public void run(Runnable request) {
        send(
                () -> {
                    request.run();
                    return true;
                });
    }
}
