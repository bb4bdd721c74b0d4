package dev.netstock.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.netstock.local.lambda.ExecutionEnvironmentInfo.State;
import dev.netstock.local.lambda.Invocation.Answered;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

class StartCacheTest {
    @TempDir Path folder;

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("packages"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    private LambdaService service() throws IOException {
        var service = LambdaService.start(LambdaOptions.in(folder));
        service.deploy(ProbeFunction.definition("probe", ProbeFunction.zip(folder)));
        return service;
    }

    /** The start cache that the JVM of a first call uses. */
    private List<String> mappedByACall() throws IOException {
        try (var service = service()) {
            assertThat(service.invoke("probe", "{}")).isInstanceOf(Answered.class);
            long pid = service.environments().getFirst().pid();
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "maps")).stream()
                    .filter(line -> line.contains("/start-"))
                    .map(line -> line.substring(line.indexOf('/')))
                    .distinct()
                    .toList();
        }
    }

    @Test
    void coldStart_afterAnEarlierEnvironmentStopped_usesItsStartCache() throws IOException {
        assertThat(mappedByACall()).isEmpty();

        Path archive = archives().getFirst();

        assertThat(mappedByACall()).containsExactly(archive.toString());
        assertThat(archives()).containsExactly(archive);
    }

    @Test
    void coldStart_afterAJarHasChanged_usesNoCacheOfTheFormerJar() throws IOException {
        mappedByACall();
        try (Stream<Path> files = Files.walk(folder.resolve("packages"))) {
            Path jar = files.filter(it -> it.endsWith("lib/probe.jar")).findFirst().orElseThrow();
            Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-11-02T00:00:00Z")));
        }

        assertThat(mappedByACall()).isEmpty();

        assertThat(archives()).hasSize(2);
        assertThat(mappedByACall()).singleElement().isIn(paths(archives()));
    }

    private static List<String> paths(List<Path> files) {
        return files.stream().map(Path::toString).toList();
    }

    @Test
    void close_whileTheFirstEventRuns_writesNoCache() throws Exception {
        try (var service = service()) {
            Thread.ofVirtual().start(() -> service.invoke("probe", "{\"do\":\"hang\"}"));
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    service.environments().stream()
                                            .anyMatch(it -> it.state() == State.BUSY));
        }

        assertThat(archives()).isEmpty();
    }

    @Test
    void start_removesPackagesThatWereUnusedForADay() throws IOException {
        Path old = Files.createDirectories(folder.resolve("packages/old/lib"));
        Path fresh = Files.createDirectories(folder.resolve("packages/fresh"));
        FileTime before = FileTime.from(Instant.now().minus(Duration.ofHours(25)));
        Files.setLastModifiedTime(old.getParent(), before);

        service().close();

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }
}
