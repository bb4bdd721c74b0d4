/**
 * What the consumers of streams share: a record that can never be handled is isolated from its
 * neighbours, and stored with the reason in the bucket of failed records.
 */
@NullMarked
package dev.netstock.platform.stream;

import org.jspecify.annotations.NullMarked;
