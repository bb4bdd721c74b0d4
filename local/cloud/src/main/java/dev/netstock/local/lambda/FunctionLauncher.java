package dev.netstock.local.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;

import java.io.IOException;

/**
 * The main class of an execution environment's JVM: starts AWS's runtime interface client, and
 * exits when its standard input ends. So it never outlives the cloud, even if the cloud is killed.
 * It is the only class of the cloud on the JVM's class path.
 */
final class FunctionLauncher {
    private FunctionLauncher() {}

    /** Runs the handler of the first argument. */
    public static void main(String[] arguments) throws Throwable {
        Thread.ofPlatform().daemon().name("parent-watch").start(FunctionLauncher::endWithParent);
        AWSLambda.main(arguments);
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // The parent writes nothing; only the end of the stream matters.
            }
        } catch (IOException e) {
            // A broken pipe means the same as the end of the stream.
        }
        Runtime.getRuntime().halt(0);
    }
}
