/** The inquiry function: available units, and the history of changes, over HTTP. */
@NullMarked
package dev.netstock.inquiry;

import org.jspecify.annotations.NullMarked;
