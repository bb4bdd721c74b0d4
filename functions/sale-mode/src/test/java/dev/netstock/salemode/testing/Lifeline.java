package dev.netstock.salemode.testing;

import java.util.function.Supplier;

/**
 * Counts the requests of a worker, and kills it before one of them, or right after: then neither
 * the answer nor any later request is. Not thread-safe.
 */
public final class Lifeline {
    private int requests;
    private int lastBefore = Integer.MAX_VALUE;
    private int lastAfter = Integer.MAX_VALUE;

    /** The worker is dead. An error, so that nothing takes it for a failure of a request. */
    public static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** A new worker, which lives. */
    public void live() {
        requests = 0;
        lastBefore = Integer.MAX_VALUE;
        lastAfter = Integer.MAX_VALUE;
    }

    /** A new worker, which is killed before this request of its, from 1. */
    public void dieBefore(int request) {
        live();
        lastBefore = request;
    }

    /** A new worker, which is killed after this request of its, from 1. */
    public void dieAfter(int request) {
        live();
        lastAfter = request;
    }

    /** Requests of this worker so far. */
    public int requests() {
        return requests;
    }

    /** Sends a request. */
    public <T> T send(Supplier<T> request) {
        if (++requests >= lastBefore) {
            throw new Killed();
        }
        T answer = request.get();
        if (requests >= lastAfter) {
            throw new Killed();
        }
        return answer;
    }

    /** Sends a request without an answer. */
    public void run(Runnable request) {
        send(
                () -> {
                    request.run();
                    return true;
                });
    }
}
