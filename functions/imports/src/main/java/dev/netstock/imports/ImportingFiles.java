package dev.netstock.imports;

import dev.netstock.imports.FileBucket.Opened;
import dev.netstock.imports.FileInspection.Text;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Imports a file: looks at it, takes it into the ledger or refuses it, and moves it out of the
 * inbox. It may be called again for the same file at any time, whether it got to its end or not.
 * Thread-safe.
 *
 * @param bucket where files come to
 * @param ledger where they go
 * @param clock the time
 */
record ImportingFiles(FileBucket bucket, FileLedger ledger, InstantSource clock) {
    static final String UNKNOWN = "unknown";

    ImportResult handle(FileKey key) {
        Optional<Opened> file = bucket.open(key.inbox());
        if (file.isEmpty()) {
            return new ImportResult.Gone();
        }
        FileInspection found = inspect(key, file.get());
        String kind = key.kind().map(FileKind::folder).orElse(UNKNOWN);
        long importId = ledger.begin(kind, key.inbox(), found.digest());
        ImportResult result = result(key, importId, found, file.get().version());
        if (!(result instanceof ImportResult.Taken)) {
            ledger.end(importId, result);
        }
        moveAway(key, file.get().version(), result);
        return result;
    }

    private static FileInspection inspect(FileKey key, Opened file) {
        try (var bytes = file.bytes()) {
            return FileInspection.of(bytes, key.isCompressed());
        } catch (IOException e) {
            throw new UncheckedIOException("A file could not be read to its end", e);
        }
    }

    private ImportResult result(FileKey key, long importId, FileInspection found, String version) {
        if (key.kind().isEmpty()) {
            return refused("A folder of one of the kinds that docs/files.md names is expected.");
        }
        if (!key.isCsv()) {
            return refused("A name that ends in .csv or .csv.gz is expected.");
        }
        return switch (found.text()) {
            case Text.Unreadable(RowFault fault) -> ImportResult.Refused.because(fault);
            case Text.Encoded(Charset charset) ->
                    ledger.takeIn(
                            importId,
                            key.kind().get(),
                            found.digest(),
                            () -> open(key, version, charset));
        };
    }

    private static ImportResult refused(String expected) {
        return ImportResult.Refused.because(RowFault.ofFile(expected));
    }

    private Reader open(FileKey key, String version, Charset charset) {
        Opened file =
                bucket.open(key.inbox())
                        .filter(it -> it.version().equals(version))
                        .orElseThrow(
                                () -> new IllegalStateException("The file was replaced meanwhile"));
        try {
            return FileText.of(file.bytes(), key.isCompressed(), charset);
        } catch (IOException e) {
            throw new UncheckedIOException("A file could not be opened", e);
        }
    }

    private void moveAway(FileKey key, String version, ImportResult result) {
        if (result instanceof ImportResult.Refused refused) {
            bucket.put(key.report(), FaultReport.json(key, refused, clock.instant()));
            bucket.move(key.inbox(), version, key.refused());
        } else {
            bucket.move(key.inbox(), version, key.taken());
        }
    }
}
