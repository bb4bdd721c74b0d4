package dev.netstock.local.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs the CDK app if the app or a function's zip has changed since the last run. Each run takes a
 * few seconds.
 *
 * @param repository the root of the repository, with built modules
 * @param assembly where the cloud assembly goes
 * @param log where the app's output goes
 * @param stage which stage's templates
 * @param malls the file of {@code infra-cdk/stages} whose malls replace those of the stage
 */
public record Synthesis(
        Path repository, Path assembly, Path log, String stage, Optional<String> malls) {
    /** The malls that the simulators play. */
    public static final String SIMULATED_MALLS = "simulated-malls.yaml";

    private static final String DIGEST_FILE = "inputs.sha256";
    private static final String LIST_FILE = "inputs.list";

    /** Of a stage with its own malls. */
    public Synthesis(Path repository, Path assembly, Path log, String stage) {
        this(repository, assembly, log, stage, Optional.empty());
    }

    /**
     * Whether the assembly is missing or was made from other inputs. Inputs with the sizes and
     * times of the last run are not read again.
     */
    public boolean isNeeded() {
        try {
            if (!Files.exists(assembly.resolve(DIGEST_FILE))) {
                return true;
            }
            if (hasContent(LIST_FILE, inputList())) {
                return false;
            }
            boolean changed = !hasContent(DIGEST_FILE, inputDigest());
            if (!changed) {
                Files.writeString(assembly.resolve(LIST_FILE), inputList());
            }
            return changed;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the digest of the assembly", e);
        }
    }

    private boolean hasContent(String name, String content) throws IOException {
        Path file = assembly.resolve(name);
        return Files.exists(file) && Files.readString(file).equals(content);
    }

    /**
     * Runs the app.
     *
     * @throws SynthesisException if it fails; the log has its output
     */
    public void run() {
        requireApp();
        try {
            int exit = appProcess().start().waitFor();
            if (exit != 0) {
                throw new SynthesisException("The CDK app failed: see " + log);
            }
            Files.writeString(assembly.resolve(DIGEST_FILE), inputDigest());
            Files.writeString(assembly.resolve(LIST_FILE), inputList());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run the CDK app", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SynthesisException("Interrupted while the CDK app ran");
        }
    }

    private void requireApp() {
        if (!Files.exists(app())) {
            throw new SynthesisException(
                    "The CDK app is not built: mvn package -am -pl infra-cdk makes " + app());
        }
    }

    private ProcessBuilder appProcess() {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                app().toString(),
                                assembly.toString(),
                                stage));
        malls.ifPresent(command::add);
        var process =
                new ProcessBuilder(command)
                        .directory(repository.resolve("infra-cdk").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        process.environment().put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20");
        return process;
    }

    private Path app() {
        return repository.resolve("infra-cdk/target/infra-cdk.jar");
    }

    private String inputDigest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (Path input : inputs()) {
                digest.update(Files.readAllBytes(input));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the inputs of the CDK app", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private String inputList() throws IOException {
        var list = new StringBuilder();
        for (Path input : inputs()) {
            list.append(input)
                    .append(' ')
                    .append(Files.size(input))
                    .append(' ')
                    .append(Files.getLastModifiedTime(input))
                    .append('\n');
        }
        return list.toString();
    }

    private List<Path> inputs() throws IOException {
        try (Stream<Path> modules = Files.list(repository.resolve("functions"));
                Stream<Path> stages = Files.list(repository.resolve("infra-cdk/stages"))) {
            Stream<Path> zips =
                    modules.map(it -> it.resolve("target").resolve(it.getFileName() + ".zip"));
            return Stream.of(Stream.of(app()), stages.sorted(), zips.sorted())
                    .flatMap(inputs -> inputs)
                    .filter(Files::exists)
                    .toList();
        }
    }
}
