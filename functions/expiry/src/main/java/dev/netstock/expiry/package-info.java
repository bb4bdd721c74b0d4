/**
 * What gives units back when nobody asks for it: holds that are over, and takes that nobody
 * claimed.
 */
@NullMarked
package dev.netstock.expiry;

import org.jspecify.annotations.NullMarked;
