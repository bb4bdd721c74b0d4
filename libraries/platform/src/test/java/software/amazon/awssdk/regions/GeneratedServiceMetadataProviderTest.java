package software.amazon.awssdk.regions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Compares the replacement with the original, which a class loader of its own loads. */
class GeneratedServiceMetadataProviderTest {
    private static final Pattern JAR = Pattern.compile(".*\\.jar");

    /** The prefixes of the endpoints of all services that functions call. */
    @ParameterizedTest
    @ValueSource(
            strings = {"dynamodb", "kinesis", "lambda", "monitoring", "rds", "s3", "sns", "sqs"})
    void serviceMetadata_equalsTheOriginal(String service) throws Exception {
        try (var jars = new URLClassLoader(jars(), ClassLoader.getPlatformClassLoader())) {
            Class<?> regions = jars.loadClass(Region.class.getName());
            Class<?> metadata = jars.loadClass(ServiceMetadata.class.getName());
            Object original = metadata.getMethod("of", String.class).invoke(null, service);
            assertThat(original.getClass().getSimpleName()).isNotEqualTo("DefaultServiceMetadata");
            Method region = regions.getMethod("of", String.class);
            for (Region each : Region.regions()) {
                Object there = region.invoke(null, each.id());
                assertThat(ServiceMetadata.of(service).signingRegion(each))
                        .as(each.id())
                        .hasToString(
                                metadata.getMethod("signingRegion", regions)
                                        .invoke(original, there)
                                        .toString());
            }
        }
    }

    private static URL[] jars() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(JAR.asMatchPredicate())
                .map(GeneratedServiceMetadataProviderTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
