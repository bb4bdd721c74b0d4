package dev.netstock.ledger.imports;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.ledger.database.Transactions;

import org.jspecify.annotations.NullMarked;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The import of an items file, as the function does it, from a file on disk. It is in the
 * function's package, which keeps its importer non-public.
 */
@NullMarked
public final class ItemsImport {
    private static final String KEY = "inbox/items/items.csv";

    private ItemsImport() {}

    /** A bucket of one object. */
    private record OneFile(Path file) implements FileBucket {
        @Override
        public Optional<Opened> open(String key, Optional<String> versionId) {
            try {
                return Optional.of(
                        new Opened(
                                Files.newInputStream(file),
                                new Version("1", "etag"),
                                Instant.EPOCH));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void move(String from, Version version, String to) {}

        @Override
        public void put(String key, String json) {
            throw new IllegalStateException("The file was refused: " + json);
        }
    }

    /** Imports the file. */
    public static void run(Path file, Transactions ledger) {
        var importer =
                new FileImporter(
                        new OneFile(file),
                        new FileLedger(ledger),
                        InstantSource.system(),
                        new BusinessDates(InstantSource.system(), ZoneOffset.UTC));
        importer.handle(new Upload(new FileKey(KEY), Optional.empty(), "", Optional.empty()));
    }
}
