package dev.netstock.local.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

class SynthesisTest {
    @TempDir private Path folder;

    private Path app;
    private Path assembly;
    private Synthesis synthesis;

    /** The only input is the CDK app. */
    @BeforeEach
    void makeAnAssembly() throws Exception {
        app = Files.createDirectories(folder.resolve("infra-cdk/target")).resolve("infra-cdk.jar");
        assembly = Files.createDirectories(folder.resolve("assembly"));
        synthesis = new Synthesis(folder, assembly, folder.resolve("synth.log"), "dev");
        Files.createDirectories(folder.resolve("infra-cdk/stages"));
        Files.createDirectories(folder.resolve("functions"));
        Files.writeString(app, "first");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(app));
        Files.writeString(assembly.resolve("inputs.sha256"), HexFormat.of().formatHex(digest));
    }

    @Test
    void isNeeded_withoutAnAssembly_isTrue() throws Exception {
        Files.delete(assembly.resolve("inputs.sha256"));

        assertThat(synthesis.isNeeded()).isTrue();
    }

    @Test
    void isNeeded_afterABuildThatWroteTheSameBytes_isFalse() throws Exception {
        assertThat(synthesis.isNeeded()).isFalse();
        Files.setLastModifiedTime(app, FileTime.from(Instant.parse("2026-11-02T00:00:00Z")));

        assertThat(synthesis.isNeeded()).isFalse();
        assertThat(synthesis.isNeeded()).isFalse();
    }

    @Test
    void isNeeded_afterABuildThatWroteOtherBytes_isTrue() throws Exception {
        assertThat(synthesis.isNeeded()).isFalse();
        Files.writeString(app, "other");
        Files.setLastModifiedTime(app, FileTime.from(Instant.parse("2026-11-02T00:00:00Z")));

        assertThat(synthesis.isNeeded()).isTrue();
        assertThat(synthesis.isNeeded()).isTrue();
    }
}
