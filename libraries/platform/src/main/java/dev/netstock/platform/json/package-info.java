/**
 * Strict reading of JSON from outside, which reports every validation error with a JSON Pointer,
 * and writing of JSON.
 */
@NullMarked
package dev.netstock.platform.json;

import org.jspecify.annotations.NullMarked;
