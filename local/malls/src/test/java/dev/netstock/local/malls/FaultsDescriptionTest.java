package dev.netstock.local.malls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.netstock.local.malls.shop.Fault;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class FaultsDescriptionTest {
    private static final Path GUIDE = Path.of("../../docs/local-cloud.md");

    @ParameterizedTest
    @EnumSource
    void fault_isDescribedInTheGuide(Fault fault) throws IOException {
        assertThat(Files.readString(GUIDE)).contains("`" + fault.text() + "`");
    }
}
