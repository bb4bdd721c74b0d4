package dev.netstock.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.netstock.operator.CommandException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

class CloudStateTest {
    private static final long OWN_PID = ProcessHandle.current().pid();

    @TempDir private Path repository;

    @Test
    void read_noProcessHoldsTheLock_ignoresTheStateOfAnEarlierRun() {
        var folder = new LocalFolder(repository);
        state(OWN_PID).write(folder);

        assertThat(CloudState.read(folder)).isEmpty();
        assertThatThrownBy(() -> RunningCloud.require(folder))
                .isInstanceOf(CommandException.class)
                .hasMessage("No local cloud is running. Start it with ./netstock up");
    }

    @Test
    void read_processHoldsTheLock_findsItsState() {
        var folder = new LocalFolder(repository);
        try (var _ = RunningLock.tryAcquire(folder.lock()).orElseThrow()) {
            state(OWN_PID).write(folder);

            assertThat(CloudState.read(folder)).contains(state(OWN_PID));
        }
    }

    @Test
    void read_stateOfAKilledRun_isIgnored() {
        var folder = new LocalFolder(repository);
        try (var _ = RunningLock.tryAcquire(folder.lock()).orElseThrow()) {
            state(OWN_PID + 1).write(folder);

            assertThat(CloudState.read(folder)).isEmpty();
            assertThatThrownBy(() -> RunningCloud.require(folder))
                    .hasMessage("The local cloud is still starting.");
        }
    }

    @Test
    void write_stateWithSecrets_isReadableByThisUserAlone() throws IOException {
        var folder = new LocalFolder(repository);

        state(OWN_PID).write(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.state())))
                .isEqualTo("rw-------");
    }

    @Test
    void tryAcquire_lockIsHeld_isEmpty() {
        Path lock = new LocalFolder(repository).lock();
        try (var _ = RunningLock.tryAcquire(lock).orElseThrow()) {
            assertThat(RunningLock.tryAcquire(lock)).isEmpty();
            assertThat(RunningLock.isHeld(lock)).isTrue();
            assertThat(RunningLock.owner(lock)).isEqualTo(OWN_PID);
        }
        assertThat(RunningLock.isHeld(lock)).isFalse();
    }

    private static CloudState state(long pid) {
        return new CloudState(
                pid,
                "dev",
                "ap-northeast-1",
                "http://127.0.0.1:1",
                Map.of(),
                Map.of("Key", "value"),
                List.of(new CloudState.Client("http://t", "id", "secret", List.of("a/b"))),
                "http://127.0.0.1:3");
    }
}
