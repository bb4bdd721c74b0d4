package dev.netstock.local.saleday.run;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What is done each second while a sale goes on, until it is closed. */
final class EachSecond implements AutoCloseable {
    private static final long SECOND_MS = 1_000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Something that may be interrupted. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /** Does this each second from now on, by itself. */
    void run(Work work) {
        var _ =
                threads.submit(
                        () -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                work.run();
                                Thread.sleep(SECOND_MS);
                            }
                            return null;
                        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
