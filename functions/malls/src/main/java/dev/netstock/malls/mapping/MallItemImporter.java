package dev.netstock.malls.mapping;

import dev.netstock.files.ErrorReport;
import dev.netstock.files.FileBucket;
import dev.netstock.files.FileBucket.Opened;
import dev.netstock.files.FileBucket.Version;
import dev.netstock.files.FileError;
import dev.netstock.files.FileInspection;
import dev.netstock.files.FileKey;
import dev.netstock.files.FileNotification;
import dev.netstock.files.FileText;
import dev.netstock.files.Upload;
import dev.netstock.malls.port.MallItem;
import dev.netstock.malls.sync.ItemRow;
import dev.netstock.malls.sync.MallStore;
import dev.netstock.malls.sync.Mapping;
import dev.netstock.malls.sync.Mappings;
import dev.netstock.malls.sync.Part;
import dev.netstock.platform.call.Batches;
import dev.netstock.platform.call.Call;
import dev.netstock.platform.call.Parallel;
import dev.netstock.platform.queue.BatchResult;
import dev.netstock.platform.queue.Message;
import dev.netstock.platform.queue.QueueWork;
import dev.netstock.stock.Channel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Imports files of mall items. A file with an error changes nothing. The items of a valid file are
 * mapped one by one: an import that dies is repeated, and skips what is mapped already. The sync of
 * each mall finds them with its next scheduled run. Thread-safe.
 *
 * @param bucket the bucket of the files
 * @param malls the malls of the stage
 * @param stores the rows of a mall
 * @param parallel maps several items at a time
 * @param clock the time
 */
record MallItemImporter(
        FileBucket bucket,
        Collection<Channel> malls,
        Function<Channel, ? extends MallStore> stores,
        Parallel parallel,
        InstantSource clock)
        implements QueueWork<FileNotification> {
    private static final Logger LOG = LoggerFactory.getLogger(MallItemImporter.class);

    /** Rows that are read with one request. */
    private static final int BATCH = 100;

    @Override
    public BatchResult handle(List<Message<FileNotification>> messages, Call call) {
        Map<String, Long> counts = new HashMap<>();
        for (Message<FileNotification> message : messages) {
            for (Upload upload : message.body().uploads()) {
                handle(upload).forEach((name, count) -> counts.merge(name, count, Long::sum));
            }
        }
        return BatchResult.all(counts);
    }

    private Map<String, Long> handle(Upload upload) {
        FileKey key = upload.key();
        Optional<Opened> opened = bucket.open(key.inbox(), upload.versionId());
        if (opened.isEmpty()) {
            return Map.of("FilesGone", 1L);
        }
        Version version = opened.get().version();
        MallItemFile file = read(key, opened.get());
        if (!file.errors().isEmpty()) {
            bucket.put(
                    key.report(),
                    ErrorReport.json(key, file.rows(), file.errors(), clock.instant()));
            bucket.move(key.inbox(), version, key.refused());
            LOG.warn("A file was refused. Read the report next to {}", key.refused());
            return Map.of("FilesRefused", 1L);
        }
        long changed = 0;
        for (var ofMall : file.items().entrySet()) {
            changed += map(ofMall.getKey(), ofMall.getValue());
        }
        bucket.move(key.inbox(), version, key.taken());
        return Map.of("FilesTaken", 1L, "RowsRead", file.rows(), "ItemsChanged", changed);
    }

    private MallItemFile read(FileKey key, Opened opened) {
        try {
            FileInspection inspection;
            try (var bytes = opened.bytes()) {
                inspection = FileInspection.of(bytes, key.isCompressed());
            }
            if (!key.isUsable()) {
                return refused(
                        "The file name is too long or contains control characters. Rename the"
                                + " file.");
            }
            if (!key.isCsv()) {
                return refused("The file name must end in .csv or .csv.gz.");
            }
            return switch (inspection.text()) {
                case FileInspection.Text.Unreadable(FileError error) ->
                        new MallItemFile(0, List.of(error), Map.of());
                case FileInspection.Text.Encoded(Charset charset) -> {
                    try (Reader text = open(key, opened.version(), charset)) {
                        yield MallItemFile.read(text, malls);
                    }
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException("A file could not be read to its end", e);
        }
    }

    private static MallItemFile refused(String expected) {
        return new MallItemFile(0, List.of(FileError.ofFile(expected)), Map.of());
    }

    private Reader open(FileKey key, Version version, Charset charset) throws IOException {
        Opened again =
                bucket.open(key.inbox(), Optional.of(version.id()))
                        .filter(it -> it.version().equals(version))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "The file was deleted or replaced during its"
                                                        + " import"));
        return FileText.of(again.bytes(), key.isCompressed(), charset);
    }

    /** Maps items. Returns how many changed. */
    private long map(Channel mall, Map<MallItem, List<Part>> items) {
        MallStore store = stores.apply(mall);
        var mappings = new Mappings(store, _ -> List.of());
        long changed = 0;
        for (List<MallItem> batch : Batches.of(List.copyOf(items.keySet()), BATCH)) {
            Map<MallItem, ItemRow> known =
                    store.items(batch).stream()
                            .collect(Collectors.toMap(ItemRow::item, Function.identity()));
            List<Supplier<Boolean>> tasks = new ArrayList<>();
            for (MallItem item : batch) {
                List<Part> parts = items.getOrDefault(item, List.of());
                if (!isMapped(Optional.ofNullable(known.get(item)), parts)) {
                    tasks.add(() -> mappings.map(item, parts, clock.instant()).isPresent());
                }
            }
            changed += parallel.run(tasks).stream().filter(done -> done).count();
        }
        return changed;
    }

    private static boolean isMapped(Optional<ItemRow> row, List<Part> parts) {
        Optional<Mapping> mapping = row.map(ItemRow::mapping);
        List<Part> last =
                mapping.flatMap(Mapping::change)
                        .map(Mapping.Change::parts)
                        .or(() -> mapping.map(Mapping::parts))
                        .orElse(List.of());
        return Mapping.sells(last).equals(Mapping.sells(parts));
    }
}
