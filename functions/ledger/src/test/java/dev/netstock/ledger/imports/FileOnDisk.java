package dev.netstock.ledger.imports;

import dev.netstock.files.FileBucket;
import dev.netstock.ledger.testing.TestLedger;
import dev.netstock.stock.testing.Shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A bucket of one large object, on disk, so that a test does not keep it in memory. */
public final class FileOnDisk implements FileBucket {
    final List<String> moved = new ArrayList<>();
    String report = "";
    private final Path file;
    private final int upload;

    /**
     * Creates the bucket.
     *
     * @param upload its number: files that are uploaded later replace what earlier ones say
     */
    public FileOnDisk(Path file, int upload) {
        this.file = file;
        this.upload = upload;
    }

    @Override
    public Optional<Opened> open(String key, Optional<String> versionId) {
        try {
            InputStream bytes = Files.newInputStream(file);
            return Optional.of(
                    new Opened(
                            bytes,
                            new Version("v" + upload, "etag"),
                            Inbox.NOW.plusSeconds(upload)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void move(String from, Version what, String to) {
        moved.add(to);
    }

    @Override
    public void put(String key, String json) {
        report = json;
    }

    /** Has the importer of files import the object. */
    ImportResult importAs(String key, TestLedger ledger) {
        return new FileImporter(
                        this,
                        new FileLedger(ledger.database()),
                        _ -> {
                            throw new AssertionError("It has no locations");
                        },
                        InstantSource.fixed(Inbox.NOW),
                        Inbox.DATES)
                .handle(Inbox.upload(key), Shop.call());
    }

    /** Imports the object, which has to be valid. */
    public void take(String key, TestLedger ledger) {
        ImportResult result = importAs(key, ledger);
        if (!(result instanceof ImportResult.Taken)) {
            throw new AssertionError(result);
        }
    }
}
