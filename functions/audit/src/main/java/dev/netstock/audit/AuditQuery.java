package dev.netstock.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * A query for a page of acts, newest first.
 *
 * @param from the earliest time
 * @param to before this time
 * @param who a subject, a name or a client; empty for all
 * @param action an operation ID; empty for all
 * @param target what was acted on; empty for all
 * @param limit how many acts a page has at most
 * @param after the cursor: the act that ended the page before
 */
record AuditQuery(
        Instant from,
        Instant to,
        Optional<String> who,
        Optional<String> action,
        Optional<String> target,
        int limit,
        Optional<AuditPageToken> after) {}
