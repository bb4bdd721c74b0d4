/** Sale mode over HTTP. */
@NullMarked
package dev.netstock.salemode.http;

import org.jspecify.annotations.NullMarked;
