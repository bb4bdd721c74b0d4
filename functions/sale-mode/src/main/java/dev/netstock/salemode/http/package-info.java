/** The API of sale mode, and its JSON. */
@NullMarked
package dev.netstock.salemode.http;

import org.jspecify.annotations.NullMarked;
