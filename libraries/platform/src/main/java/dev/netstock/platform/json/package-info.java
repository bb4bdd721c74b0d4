/** JSON from outside, read strictly: every fault is found, and told by a JSON Pointer. */
@NullMarked
package dev.netstock.platform.json;

import org.jspecify.annotations.NullMarked;
