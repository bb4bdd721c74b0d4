/**
 * What the adapters of all malls share: one request over HTTP with its outcome, JSON and XML of
 * answers, and batches of writes.
 */
@NullMarked
package dev.netstock.malls.adapter.http;

import org.jspecify.annotations.NullMarked;
