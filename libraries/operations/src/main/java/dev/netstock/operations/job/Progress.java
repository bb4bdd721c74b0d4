package dev.netstock.operations.job;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a job is.
 *
 * @param phase what it does now
 * @param done how much of it is done
 * @param total of how much; 0 if that is not known
 * @param findings how many findings a reconcile run has, or how many messages failed again
 * @param memo what the next step needs; a text that only the kind of job reads
 * @param next when the next step is due; empty if the job is done
 */
public record Progress(
        String phase, long done, long total, long findings, String memo, Optional<Duration> next) {
    static final Progress NONE = new Progress("", 0, 0, 0, "", Optional.of(Duration.ZERO));

    /** The same in another phase. */
    public Progress phase(String name, Duration wait) {
        return new Progress(name, done, total, findings, memo, Optional.of(wait));
    }

    /** The same at its end. */
    public Progress end() {
        return new Progress(phase, done, total, findings, memo, Optional.empty());
    }
}
