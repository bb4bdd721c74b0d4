package dev.netstock.local.saleday.run;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs tasks every second until it is closed. */
final class SecondTicker implements AutoCloseable {
    private static final long SECOND_MS = 1_000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** A task that may be interrupted. */
    @FunctionalInterface
    interface Work {
        void run() throws InterruptedException;
    }

    /** Runs this task every second from now on. */
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
