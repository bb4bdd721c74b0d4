package dev.netstock.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;

import java.io.IOException;

/**
 * The main class of an execution environment's JVM: AWS's runtime interface client, which ends when
 * its standard input does, and so with the cloud, however that ends. The JVM has this class alone
 * of the cloud on its class path.
 */
final class FunctionLauncher {
    private FunctionLauncher() {}

    /** Runs the handler that is named in the first argument. */
    public static void main(String[] arguments) throws Throwable {
        Thread.ofPlatform().daemon().name("parent-watch").start(FunctionLauncher::endWithParent);
        AWSLambda.main(arguments);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing: only the end of the stream counts.
            }
        } catch (IOException e) {
            // A broken pipe says the same as an ended one.
        }
        Runtime.getRuntime().halt(0);
    }
}
