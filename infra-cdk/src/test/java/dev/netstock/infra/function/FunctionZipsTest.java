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
    void codeOf_whenTheZipIsMissing_namesTheBuildCommand() {
        var zips = new FunctionZips(folder);

        assertThatThrownBy(() -> zips.codeOf(NetStockFunction.MANUAL_SUPPLY))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(folder.resolve("functions/supply/target/supply.zip") + "")
                .hasMessageContaining("mvn -pl functions/supply -am package");
    }

    @Test
    void ofRepository_findsTheRootFromAnywhereInside() throws IOException {
        Files.createDirectories(folder.resolve("functions"));
        Files.createFile(folder.resolve("functions/function-zip.xml"));
        var inside = Files.createDirectories(folder.resolve("local/cloud"));

        assertThat(FunctionZips.ofRepository(inside).root()).isEqualTo(folder);
    }

    @Test
    void ofRepository_whenOutside_saysSo() {
        assertThatThrownBy(() -> FunctionZips.ofRepository(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("Not inside a clone of net-stock");
    }
}
