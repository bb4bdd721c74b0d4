package dev.netstock.platform.call;

/**
 * Who asks, and until when: what each command carries beside its contents.
 *
 * @param who the caller's identity (the token's subject or client), kept in the delta for audits
 * @param traceId the trace that the command belongs to
 * @param deadline by when an answer is due
 */
public record Call(String who, String traceId, Deadline deadline) {}
