package dev.netstock.local.cloud;

import dev.netstock.local.lambda.ProbeFunction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A cloud assembly of one stack that has one of each kind, with the probe as its function. */
final class StoreAssembly {
    private StoreAssembly() {}

    /** Writes it. */
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
