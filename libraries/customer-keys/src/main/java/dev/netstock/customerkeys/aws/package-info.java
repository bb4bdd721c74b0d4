/** The secret with the keys that hash customers. */
@NullMarked
package dev.netstock.customerkeys.aws;

import org.jspecify.annotations.NullMarked;
