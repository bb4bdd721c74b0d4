package dev.netstock.audit;

import dev.netstock.platform.audit.AuditEntry;

import java.util.List;
import java.util.Optional;

/**
 * A page of acts, newest first.
 *
 * @param acts the acts, each once
 * @param next where the next page begins; empty on the last one
 */
record AuditPage(List<AuditEntry> acts, Optional<AuditPageToken> next) {
    AuditPage {
        acts = List.copyOf(acts);
    }
}
