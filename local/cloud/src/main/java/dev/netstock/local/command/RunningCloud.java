package dev.netstock.local.command;

import dev.netstock.operator.CommandException;

/** Finds the running cloud. */
final class RunningCloud {
    private RunningCloud() {}

    /**
     * Its state.
     *
     * @throws CommandException if no cloud is running
     */
    static CloudState require(LocalFolder folder) {
        return CloudState.read(folder)
                .orElseThrow(
                        () ->
                                new CommandException(
                                        RunningLock.isHeld(folder.lock())
                                                ? "The local cloud is still starting."
                                                : "No local cloud is running. Start it with"
                                                        + " ./netstock up"));
    }
}
