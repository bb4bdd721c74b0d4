package dev.netstock.infra.function;

import software.amazon.awscdk.services.lambda.Code;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The packaged functions of a clone of this repository.
 *
 * @param root the repository's root folder
 */
public record FunctionZips(Path root) {
    private static final Path LANDMARK = Path.of("functions", "function-zip.xml");

    /** The zips of the clone that a folder lies in. */
    public static FunctionZips ofRepository(Path somewhereInside) {
        var start = somewhereInside.toAbsolutePath().normalize();
        for (var folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(LANDMARK))) {
                return new FunctionZips(folder);
            }
        }
        throw new IllegalStateException("Not inside a clone of net-stock: " + start);
    }

    /** The code of a function, from {@code functions/<folder>/target/<folder>.zip}. */
    Code codeOf(NetStockFunction function) {
        return Code.fromAsset(existingZip(function).toString());
    }

    private Path existingZip(NetStockFunction function) {
        var module = "functions/" + function.folder();
        var zip = root.resolve(module).resolve("target").resolve(function.folder() + ".zip");
        if (!Files.isRegularFile(zip)) {
            throw new IllegalStateException(
                    zip + " is missing: build it with  mvn -pl " + module + " -am package");
        }
        return zip;
    }
}
