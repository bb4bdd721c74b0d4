package dev.netstock.platform.call;

/**
 * The caller and the deadline that accompany each command.
 *
 * @param who the caller's identity (the token's subject or client), stored for audits
 * @param traceId the trace that the command belongs to
 * @param deadline when the response is due
 */
public record Call(String who, String traceId, Deadline deadline) {}
