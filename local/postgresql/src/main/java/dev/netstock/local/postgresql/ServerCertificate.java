package dev.netstock.local.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The certificate that the server shows: signed by itself, made at its first start, in the form
 * that PostgreSQL reads (PEM).
 */
record ServerCertificate(Path certificate, Path key) {
    private static final String ALIAS = "server";

    /** What only guards a key store that is gone a moment later. */
    private static final String PASSWORD = "changeit";

    private static final int KEYTOOL_SECONDS_MAX = 60;

    /** The one in the data folder, made if there is none; without a folder, a new one. */
    static ServerCertificate of(Optional<Path> dataFolder) throws IOException {
        Path folder =
                dataFolder.isPresent()
                        ? Files.createDirectories(dataFolder.get().resolve("tls"))
                        : temporary();
        var files =
                new ServerCertificate(folder.resolve("server.crt"), folder.resolve("server.key"));
        if (!Files.exists(files.certificate)) {
            files.make(folder);
        }
        if (dataFolder.isEmpty()) {
            files.deleteOnExit(folder);
        }
        return files;
    }

    private static Path temporary() throws IOException {
        return Files.createTempDirectory("netstock-postgres-tls");
    }

    private void make(Path folder) throws IOException {
        Path store = folder.resolve("server.p12");
        runKeytool(store);
        try (InputStream stored = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stored, PASSWORD.toCharArray());
            writeKey(keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            Files.writeString(
                    certificate, pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the server's certificate could not be read", e);
        }
        Files.delete(store);
    }

    private void writeKey(byte[] encoded) throws IOException {
        Files.deleteIfExists(key);
        // PostgreSQL refuses a key that others may read.
        Files.createFile(
                key,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(key, pem("PRIVATE KEY", encoded));
    }

    private static void runKeytool(Path store) throws IOException {
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process =
                new ProcessBuilder(
                                keytool,
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-validity",
                                "3650",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "SAN=dns:localhost,ip:127.0.0.1",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD)
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD)
                        .start();
        try {
            if (!process.waitFor(KEYTOOL_SECONDS_MAX, TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                throw new IOException("keytool made no certificate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("keytool was not awaited", e);
        }
    }

    private static String pem(String type, byte[] encoded) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(type, Base64.getMimeEncoder().encodeToString(encoded), type);
    }

    private void deleteOnExit(Path folder) {
        folder.toFile().deleteOnExit();
        certificate.toFile().deleteOnExit();
        key.toFile().deleteOnExit();
    }
}
