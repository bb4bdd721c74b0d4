/** The secret with the keys that hash customers. */
@NullMarked
package dev.netstock.customerkeys;

import org.jspecify.annotations.NullMarked;
