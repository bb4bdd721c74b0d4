package dev.netstock.local.cloud;

import dev.netstock.local.lambda.ProbeFunction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A cloud assembly with one stack that contains one resource of each type. Its function is the
 * probe.
 */
final class StoreAssembly {
    private StoreAssembly() {}

    /** Writes the assembly. */
    static Path in(Path folder) throws IOException {
        Files.createDirectories(folder);
        ProbeFunction.zip(folder);
        try (InputStream template =
                StoreAssembly.class.getResourceAsStream("store.template.json")) {
            Files.copy(Objects.requireNonNull(template), folder.resolve("store.template.json"));
        }
        Files.writeString(
                folder.resolve("store.assets.json"),
                """
                {"files": {"probe": {"source": {"path": "probe.zip"},
                                     "destinations": {"d": {"objectKey": "probe.zip"}}}}}
                """);
        Files.writeString(
                folder.resolve("manifest.json"),
                """
                {"artifacts": {
                  "Store.assets": {"type": "cdk:asset-manifest",
                                   "properties": {"file": "store.assets.json"}},
                  "Store": {"type": "aws:cloudformation:stack", "dependencies": ["Store.assets"],
                            "properties": {"templateFile": "store.template.json"}}}}
                """);
        return folder;
    }
}
