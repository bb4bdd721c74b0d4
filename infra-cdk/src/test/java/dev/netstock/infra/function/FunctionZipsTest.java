package dev.netstock.infra.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class FunctionZipsTest {
    @TempDir Path folder;

    @Test
    void codeOf_missingZip_namesTheBuildCommand() {
        var zips = new FunctionZips(folder);

        assertThatThrownBy(() -> zips.codeOf("checkout"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.resolve("functions/checkout/target/checkout.zip") + "")
                .hasMessageContaining("mvn -pl functions/checkout -am package");
    }

    @Test
    void ofRepository_insideAClone_findsItsRoot() throws IOException {
        Files.createDirectories(folder.resolve("functions"));
        Files.createFile(folder.resolve("functions/function-zip.xml"));
        var inside = Files.createDirectories(folder.resolve("local/cloud"));

        assertThat(FunctionZips.ofRepository(inside).root()).isEqualTo(folder);
    }

    @Test
    void ofRepository_outsideAClone_fails() {
        assertThatThrownBy(() -> FunctionZips.ofRepository(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Not inside a clone of net-stock");
    }
}
