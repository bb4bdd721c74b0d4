package dev.netstock.local.command;

/** Finds the running cloud for the commands that need one. */
final class RunningCloud {
    private RunningCloud() {}

    /**
     * Its state.
     *
     * @throws CommandException if none runs
     */
    static CloudState require(LocalFolder folder) {
        return CloudState.read(folder)
                .orElseThrow(
                        () ->
                                new CommandException(
                                        RunningLock.isHeld(folder.lock())
                                                ? "The local cloud is still starting."
                                                : "No local cloud runs: start it by ./netstock"
                                                        + " up"));
    }
}
