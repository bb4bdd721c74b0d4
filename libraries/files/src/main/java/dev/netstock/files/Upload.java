package dev.netstock.files;

import java.time.Instant;
import java.util.Optional;

/**
 * A file that was uploaded to the inbox, as a notification names it.
 *
 * @param key its key
 * @param versionId the version of the object; empty for the current one
 * @param sequencer sorts the uploads of a key as text; empty if unknown
 * @param at when it was uploaded, in milliseconds; empty if the object's own time counts
 */
public record Upload(
        FileKey key, Optional<String> versionId, String sequencer, Optional<Instant> at) {}
