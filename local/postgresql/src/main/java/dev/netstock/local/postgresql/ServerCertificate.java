package dev.netstock.local.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The server's self-signed certificate, generated at the first start, in PEM format. */
record ServerCertificate(Path certificate, Path key) {
    private static final String ALIAS = "server";

    /** The password of a temporary key store. */
    private static final String PASSWORD = "changeit";

    private static final int KEYTOOL_SECONDS_MAX = 60;

    /** The certificate in a folder, generated if missing; without a folder, a new one. */
    static ServerCertificate of(Optional<Path> kept) throws IOException {
        if (kept.isEmpty()) {
            Path folder = Files.createTempDirectory("netstock-postgres-tls");
            in(folder).make();
            return in(folder).deletedOnExit(folder);
        }
        Path folder = kept.get().resolve("tls");
        if (!Files.exists(in(folder).certificate)) {
            makeOnce(Files.createDirectories(kept.get()), folder);
        }
        return in(folder);
    }

    private static ServerCertificate in(Path folder) {
        return new ServerCertificate(folder.resolve("server.crt"), folder.resolve("server.key"));
    }

    /** Another process may do the same: the files appear together, or not at all. */
    private static void makeOnce(Path parent, Path folder) throws IOException {
        Path draft = Files.createTempDirectory(parent, "tls");
        in(draft).make();
        try {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
            in(draft).deletedOnExit(draft);
        }
    }

    private void make() throws IOException {
        Path store = certificate.resolveSibling("server.p12");
        runKeytool(store);
        try (InputStream stored = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stored, PASSWORD.toCharArray());
            writeKey(keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
            Files.writeString(
                    certificate, pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot read the server's certificate", e);
        }
        Files.delete(store);
    }

    private void writeKey(byte[] encoded) throws IOException {
        // PostgreSQL rejects a key file that other users can read.
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
                throw new IOException("keytool failed to generate a certificate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for keytool", e);
        }
    }

    private static String pem(String type, byte[] encoded) {
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
                .formatted(type, Base64.getMimeEncoder().encodeToString(encoded), type);
    }

    private ServerCertificate deletedOnExit(Path folder) {
        folder.toFile().deleteOnExit();
        certificate.toFile().deleteOnExit();
        key.toFile().deleteOnExit();
        return this;
    }
}
