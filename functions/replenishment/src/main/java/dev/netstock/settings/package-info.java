/** The settings of a SKU, and the requests to fill shelves, over HTTP. */
@NullMarked
package dev.netstock.settings;

import org.jspecify.annotations.NullMarked;
