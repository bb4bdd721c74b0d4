/** The inquiry function: what is available, and how it came about, over HTTP. */
@NullMarked
package dev.netstock.inquiry;

import org.jspecify.annotations.NullMarked;
