package dev.netstock.ledger.imports;

import dev.netstock.events.movement.BusinessDates;
import dev.netstock.files.ErrorReport;
import dev.netstock.files.FileBucket;
import dev.netstock.files.FileBucket.Opened;
import dev.netstock.files.FileBucket.Version;
import dev.netstock.files.FileError;
import dev.netstock.files.FileInspection;
import dev.netstock.files.FileInspection.Text;
import dev.netstock.files.FileKey;
import dev.netstock.files.FileText;
import dev.netstock.files.Upload;
import dev.netstock.ledger.imports.ImportLog.Arrival;
import dev.netstock.platform.call.Call;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * Imports a file: inspects it, takes it into the ledger or refuses it, and moves it out of the
 * inbox. It is safe to call again for the same upload at any time. Each upload is a new statement
 * of the core system, even if its contents repeat an older one. Thread-safe.
 *
 * @param bucket the bucket of the files
 * @param ledger the ledger
 * @param locations takes in files of locations
 * @param clock the time
 * @param dates the plausible business dates
 */
record FileImporter(
        FileBucket bucket,
        FileLedger ledger,
        Function<Call, FileRows> locations,
        InstantSource clock,
        BusinessDates dates) {
    static final String UNKNOWN = "unknown";

    /** Accepts implausible business dates. */
    private static final String FORCED = ".forced";

    /** Withdraws book stock. */
    private static final String WITHDRAWN = ".withdrawn";

    /** The kind of the file's folder; empty if there is no such kind. */
    static Optional<FileKind> kind(FileKey key) {
        return key.folder().flatMap(FileKind::parse);
    }

    /**
     * @throws dev.netstock.platform.call.RetryLaterException if the locations of a file were not
     *     all stored in time; call again then
     */
    ImportResult handle(Upload upload, Call call) {
        FileKey key = upload.key();
        Optional<Opened> file = bucket.open(key.inbox(), upload.versionId());
        if (file.isEmpty()) {
            return new ImportResult.Gone();
        }
        FileInspection inspection = inspect(key, file.get());
        Arrival arrival = arrival(upload, file.get(), inspection);
        long importId = ledger.begin(arrival);
        Version version = file.get().version();
        ImportResult result = result(key, importId, arrival, inspection, version, call);
        if (!(result instanceof ImportResult.Taken)) {
            ledger.end(importId, result);
        }
        moveOut(key, version, result);
        return result;
    }

    private static FileInspection inspect(FileKey key, Opened file) {
        try (var bytes = file.bytes()) {
            return FileInspection.of(bytes, key.isCompressed());
        } catch (IOException e) {
            throw new UncheckedIOException("A file could not be read to its end", e);
        }
    }

    /** In a bucket without versions, the contents and the time identify an upload. */
    private static Arrival arrival(Upload upload, Opened file, FileInspection inspection) {
        Version version = file.version();
        return new Arrival(
                kind(upload.key()).map(FileKind::folder).orElse(UNKNOWN),
                upload.key().shown(),
                version.id().equals(Version.UNVERSIONED)
                        ? version.etag() + "@" + file.lastModified()
                        : version.id(),
                upload.sequencer(),
                upload.at().orElse(file.lastModified()),
                inspection.digest());
    }

    private ImportResult result(
            FileKey key,
            long importId,
            Arrival arrival,
            FileInspection inspection,
            Version version,
            Call call) {
        if (!key.isUsable()) {
            return refused(
                    "The file name is too long or contains control characters. Rename the file.");
        }
        if (kind(key).isEmpty()) {
            return refused(
                    "The file is in an unknown folder. Use one of the folders listed in"
                            + " docs/files.md.");
        }
        if (!key.isCsv()) {
            return refused("The file name must end in .csv or .csv.gz.");
        }
        FileKind kind = kind(key).get();
        if (key.hasMark(WITHDRAWN) && kind != FileKind.BOOK_STOCK) {
            return refused(
                    "Only book stock can be withdrawn. Reverse a movement with another movement.");
        }
        return switch (inspection.text()) {
            case Text.Unreadable(FileError error) -> ImportResult.Refused.because(error);
            case Text.Encoded(Charset charset) ->
                    ledger.importFile(
                            importId,
                            arrival,
                            key.hasMark(WITHDRAWN)
                                    ? new WithdrawnBookRows()
                                    : FileRows.of(kind, () -> locations.apply(call)),
                            lastDate(key, kind),
                            () -> open(key, version, charset));
        };
    }

    /** The last plausible business date; empty if the file may have any date, or none. */
    private Optional<LocalDate> lastDate(FileKey key, FileKind kind) {
        return kind.hasBusinessDate() && !key.hasMark(FORCED) && !key.hasMark(WITHDRAWN)
                ? Optional.of(dates.last())
                : Optional.empty();
    }

    private static ImportResult refused(String expected) {
        return ImportResult.Refused.because(FileError.ofFile(expected));
    }

    private Reader open(FileKey key, Version version, Charset charset) {
        Opened file =
                bucket.open(key.inbox(), Optional.of(version.id()))
                        .filter(it -> it.version().equals(version))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "The file was deleted or replaced during its"
                                                        + " import"));
        try {
            return FileText.of(file.bytes(), key.isCompressed(), charset);
        } catch (IOException e) {
            throw new UncheckedIOException("A file could not be opened", e);
        }
    }

    private void moveOut(FileKey key, Version version, ImportResult result) {
        if (result instanceof ImportResult.Refused refused) {
            bucket.put(
                    key.report(),
                    ErrorReport.json(key, refused.rowsRead(), refused.errors(), clock.instant()));
            bucket.move(key.inbox(), version, key.refused());
        } else {
            bucket.move(key.inbox(), version, key.taken());
        }
    }
}
