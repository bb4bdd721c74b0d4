/**
 * What operators do to keep a stage running, over HTTP: queues and their dead letters, and jobs
 * that take longer than a request: replays, rebuilds and reconcile runs.
 */
@NullMarked
package dev.netstock.jobs;

import org.jspecify.annotations.NullMarked;
