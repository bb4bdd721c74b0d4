package dev.netstock.infra.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import software.amazon.awscdk.services.lambda.Code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The packaged functions of a clone of this repository.
 *
 * @param root the repository's root folder
 */
public record FunctionZips(Path root) {
    private static final Path LANDMARK = Path.of("functions", "function-zip.xml");

    /** The zips of the clone that contains a folder. */
    public static FunctionZips ofRepository(Path somewhereInside) {
        var start = somewhereInside.toAbsolutePath().normalize();
        for (var folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve(LANDMARK))) {
                return new FunctionZips(folder);
            }
        }
        throw new IllegalStateException("Not inside a clone of net-stock: " + start);
    }

    /** A digest of the names and contents of all files in a folder of the repository. */
    public String digestOf(String folder) {
        try (var files = Files.walk(root.resolve(folder))) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(root.relativize(file).toString().getBytes(UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the folder " + folder, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** The code of a function, from {@code functions/<folder>/target/<folder>.zip}. */
    Code codeOf(String folder) {
        return Code.fromAsset(existingZip(folder).toString());
    }

    private Path existingZip(String folder) {
        var module = "functions/" + folder;
        var zip = root.resolve(module).resolve("target").resolve(folder + ".zip");
        if (!Files.isRegularFile(zip)) {
            throw new IllegalStateException(
                    zip + " is missing. Build it:  mvn -pl " + module + " -am package");
        }
        return zip;
    }
}
